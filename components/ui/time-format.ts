const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const looks = {
  instant: {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  },
  hour: { hour: "2-digit", minute: "2-digit" },
  day: { day: "numeric", month: "short" },
  dayAndHour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter costs far more than using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatWith(look: keyof typeof looks, iso: string, timeZone: string): string {
  const key = `${look} ${timeZone}`;
  const known = formatters.get(key);
  const formatter = known ?? new Intl.DateTimeFormat("en-GB", { ...looks[look], timeZone });
  if (!known) formatters.set(key, formatter);
  return formatter.format(new Date(iso));
}

/** An instant in a named zone, to the second: "21 Nov 2026, 10:00:03 CET". */
export function formatInstant(iso: string, timeZone: string): string {
  return formatWith("instant", iso, timeZone);
}

/** The hour and minute of an instant in a named zone. */
export function formatHour(iso: string, timeZone: string): string {
  return formatWith("hour", iso, timeZone);
}

/** The day of an instant in a named zone, without its year: "21 Nov"; with the hour if asked. */
export function formatDay(iso: string, timeZone: string, withHour = false): string {
  return formatWith(withHour ? "dayAndHour" : "day", iso, timeZone);
}

/** The time of day of an instant in a named zone, to the millisecond: "10:00:03.412". */
export function formatClock(iso: string, timeZone: string): string {
  return formatWith("clock", iso, timeZone);
}

/** How long ago, or in how long, in few letters. `now` in milliseconds. */
export function formatRelative(iso: string, now: number): string {
  const distance = now - Date.parse(iso);
  const size = Math.abs(distance);
  if (size < 10_000) return "just now";
  const amount =
    size < minute
      ? `${Math.floor(size / 1000)} s`
      : size < hour
        ? `${Math.floor(size / minute)} min`
        : size < day
          ? `${Math.floor(size / hour)} h`
          : size < 60 * day
            ? `${Math.floor(size / day)} d`
            : `${Math.floor(size / (30 * day))} mo`;
  return distance >= 0 ? `${amount} ago` : `in ${amount}`;
}

/** Rounds to the smaller unit first, so that no part ever reads 60. */
function inTwoUnits(span: number, large: number, small: number, words: [string, string]): string {
  const rounded = Math.round(span / small) * small;
  return `${Math.floor(rounded / large)} ${words[0]} ${(rounded % large) / small} ${words[1]}`;
}

/** A span of milliseconds as people say it: "412 ms", "3.2 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < 999.5) return `${Math.round(span)} ms`;
  if (span < 9_950) return `${(span / 1000).toFixed(1)} s`;
  if (span < minute - 500) return `${Math.round(span / 1000)} s`;
  if (span < hour - 500) return inTwoUnits(span, minute, 1000, ["min", "s"]);
  if (span < day - minute / 2) return inTwoUnits(span, hour, minute, ["h", "min"]);
  return inTwoUnits(span, day, hour, ["d", "h"]);
}
