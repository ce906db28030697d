import type { Schedule } from "../schema";

/** Calendars by asking the zone's clock again and again: slow and plain, to hold the quick way against. */

const step = 30 * 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();
const shownBefore = new Map<string, string>();

/** What the clocks show: `2026-11-21 09:30`. */
export function shown(at: number, zone: string): string {
  const key = `${zone} ${Math.floor(at / 60_000)}`;
  const known = shownBefore.get(key);
  if (known !== undefined) return known;
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  clocks.set(zone, clock);
  const text = clock.format(at);
  if (shownBefore.size > 1_000_000) shownBefore.clear();
  shownBefore.set(key, text);
  return text;
}

const weekday = (date: string) => ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1;

function mondayOf(date: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return new Date(noon - (weekday(date) - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** The cycle's name is the month that it began in. */
function cycleOf(date: string, day: number): string {
  const [year = 0, month = 0, dayOfMonth = 0] = date.split("-").map(Number);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const begins = Math.min(day, lastDay);
  const began = dayOfMonth >= begins ? Date.UTC(year, month - 1) : Date.UTC(year, month - 2);
  return new Date(began).toISOString().slice(0, 7);
}

/** Two instants lie in the same window just when this is the same. */
function labelOf(at: number, size: string, zone: string, cycleDay: number): string {
  const [date = "", time = ""] = shown(at, zone).split(" ");
  const [year, month = "01"] = date.split("-");
  switch (size) {
    case "hour":
      return `${date} ${time.slice(0, 2)}`;
    case "day":
      return date;
    case "week":
      return mondayOf(date);
    case "month":
      return `${year}-${month}`;
    case "quarter":
      return `${year}-Q${Math.ceil(Number(month) / 3)}`;
    default:
      return cycleOf(date, cycleDay);
  }
}

const nameOf = (size: string, cycleDay: number) => (size === "cycle" ? `cycle ${cycleDay}` : size);

const labels = new Map<string, string>();

/** Remembered by the half hour, within which no label changes: the clock is asked often. */
function labelAt(at: number, size: string, zone: string, cycleDay: number): string {
  const key = `${nameOf(size, cycleDay)} ${zone} ${Math.floor(at / step)}`;
  const known = labels.get(key) ?? labelOf(at, size, zone, cycleDay);
  if (labels.size > 1_000_000) labels.clear();
  labels.set(key, known);
  return known;
}

export type NaiveWindow = { start: number; end: number };
const found = new Map<string, NaiveWindow>();

/** Walks half an hour at a time to either side for as long as the label stays. Every zone's clocks turn on a half hour. */
export function naiveWindow(at: number, size: string, zone: string, cycleDay: number): NaiveWindow {
  const label = labelAt(at, size, zone, cycleDay);
  const slot = Math.floor(at / step) * step;
  const key = `${zone} ${nameOf(size, cycleDay)} ${size === "hour" ? slot : label}`;
  const known = found.get(key);
  if (known) return known;
  const isSame = (instant: number) => labelAt(instant, size, zone, cycleDay) === label;
  let start = slot;
  while (isSame(start - step)) start -= step;
  let end = slot + step;
  while (isSame(end)) end += step;
  // An hour that the clocks show twice is two.
  if (size === "hour" && end - start > 3_600_000) {
    const second = start + 3_600_000;
    if (at < second) end = second;
    else start = second;
  }
  if (found.size > 100_000) found.clear();
  found.set(key, { start, end });
  return { start, end };
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a schedule allows to tell at an instant, by what the clocks show. */
export function isOpenAt(schedule: Schedule | undefined, at: number, projectZone: string): boolean {
  if (!schedule) return true;
  const [date = "", time = ""] = shown(at, schedule.timeZone ?? projectZone).split(" ");
  const from = minutesOf(schedule.from);
  const to = minutesOf(schedule.to);
  const now = minutesOf(time);
  const today = weekday(date);
  const yesterday = today === 1 ? 7 : today - 1;
  const runsOver = to <= from;
  const isToday = schedule.days.includes(today) && now >= from && (runsOver || now < to);
  const isFromYesterday = runsOver && schedule.days.includes(yesterday) && now < to;
  return (isToday || isFromYesterday) === (schedule.when === "inside");
}
