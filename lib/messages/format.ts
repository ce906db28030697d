const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const calendarDay = /^(\d{4})-(\d{2})-(\d{2})$/;

type Day = { year: number; month: number; day: number };

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs far more than using it, and a process sees few zones. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  const made = makeCalendar(timeZone);
  if (calendars.size > 600) calendars.clear();
  calendars.set(timeZone, made);
  return made;
}

function makeCalendar(timeZone: string): Intl.DateTimeFormat {
  const parts = { calendar: "gregory", year: "numeric", month: "numeric", day: "numeric" } as const;
  try {
    return new Intl.DateTimeFormat("en", { ...parts, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en", { ...parts, timeZone: "UTC" });
  }
}

function dayIn(instant: Date, timeZone: string): Day {
  const found = { year: 0, month: 0, day: 0 };
  for (const { type, value } of calendarOf(timeZone).formatToParts(instant)) {
    if (type === "year" || type === "month" || type === "day") found[type] = Number(value);
  }
  return found;
}

function dayOf(instant: Date | undefined, timeZone: string): Day | undefined {
  return instant && dayIn(instant, timeZone);
}

function parseCalendarDay(value: unknown): Day | undefined {
  if (typeof value !== "string") return undefined;
  const [, year, month, day] = calendarDay.exec(value) ?? [];
  if (year === undefined || Number.isNaN(Date.parse(value))) return undefined;
  return { year: Number(year), month: Number(month), day: Number(day) };
}

/** Reads an instant: ISO 8601 text (UTC where it names no zone, midnight where no time), or unix seconds or milliseconds. */
export function parseInstant(value: unknown): Date | undefined {
  if (typeof value === "number" && Number.isFinite(value))
    return validDate(new Date(Math.abs(value) < 1e11 ? value * 1000 : value));
  if (typeof value !== "string") return undefined;
  if (calendarDay.test(value)) return validDate(new Date(value));
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return undefined;
  return validDate(new Date(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(value) ? value : `${value}Z`));
}

const validDate = (date: Date) => (Number.isNaN(date.getTime()) ? undefined : date);

/**
 * Writes a day as `30 Nov`, with the year when it is not the year of `now`. A bare date (`2026-11-30`) is that day everywhere;
 * an instant is the day it falls on in `timeZone`. Undefined for what is neither.
 */
export function formatDay(value: unknown, timeZone: string, now: Date, locale = "en-US"): string | undefined {
  const day = parseCalendarDay(value) ?? dayOf(parseInstant(value), timeZone);
  if (!day) return undefined;
  const isThisYear = day.year === dayIn(now, timeZone).year;
  if (locale !== "en-US") return localDay(day, locale, isThisYear);
  const text = `${day.day} ${months[day.month - 1]}`;
  return isThisYear ? text : `${text} ${day.year}`;
}

function localDay({ year, month, day }: Day, locale: string, isThisYear: boolean): string {
  const parts = { day: "numeric", month: "short", timeZone: "UTC" } as const;
  const style: Intl.DateTimeFormatOptions = isThisYear ? parts : { ...parts, year: "numeric" };
  const instant = new Date(Date.UTC(year, month - 1, day));
  try {
    return instant.toLocaleDateString(locale, style);
  } catch {
    return instant.toLocaleDateString("en-GB", style);
  }
}

/** ISO 8601 in UTC, to the second: `2026-11-21T09:00:00Z`. */
export function formatInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/** A moment for people, in UTC: `24 Nov 2026, 09:00 UTC`. */
export function formatMoment(instant: Date): string {
  const day = `${instant.getUTCDate()} ${months[instant.getUTCMonth()]} ${instant.getUTCFullYear()}`;
  return `${day}, ${instant.toISOString().slice(11, 16)} UTC`;
}

/** A share as people read it: 0.235 is `23.5 %`, at most one decimal, never `-0 %`. */
export function formatPercent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  return `${rounded === 0 ? 0 : rounded} %`;
}
