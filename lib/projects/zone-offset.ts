const minute = 60_000;
const maxRemembered = 50_000;

type Clock = { format: Intl.DateTimeFormat; offsets: Map<number, number> };
const clocks = new Map<string, Clock>();

const parts = {
  calendar: "gregory",
  numberingSystem: "latn",
  hourCycle: "h23",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
} as const;

/** Building a formatter costs far more than using it, and a process sees few zones. */
function clockOf(timeZone: string): Clock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = { format: new Intl.DateTimeFormat("en-US", { ...parts, timeZone }), offsets: new Map() };
  if (clocks.size > 600) clocks.clear();
  clocks.set(timeZone, made);
  return made;
}

function look(format: Intl.DateTimeFormat, at: number): number {
  const seen: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(at)) seen[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0, second = 0 } = seen;
  return Date.UTC(year, month - 1, day, hour, minutes, second) - Math.floor(at / 1000) * 1000;
}

/**
 * How far the clocks of a time zone are ahead of UTC at an instant, in milliseconds. For instants since 1972, before which some
 * zones changed in the middle of a minute.
 * @param at milliseconds since 1970.
 * @throws RangeError for what is no time zone.
 */
export function zoneOffset(at: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const { format, offsets } = clockOf(timeZone);
  const key = Math.floor(at / minute);
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = look(format, key * minute);
  if (offsets.size >= maxRemembered) offsets.clear();
  offsets.set(key, offset);
  return offset;
}
