import { zoneOffset } from "@/lib/projects/zone-offset";

/** The windows that readings can be summed up by. Weeks begin on Monday (ISO 8601). */
export const windowSizes = ["hour", "day", "week", "month", "quarter"] as const;
export type WindowSize = (typeof windowSizes)[number];

/** From `start` on and before `end`, in milliseconds since 1970. */
export type Window = { start: number; end: number };

const hour = 3_600_000;
const day = 24 * hour;

/** The first instant at which the clocks of a zone show `local` or later; where clocks are set back, the first of the two. */
export function instantOf(local: number, timeZone: string): number {
  const offsets = [zoneOffset(local - day, timeZone), zoneOffset(local + day, timeZone)];
  const shown = offsets
    .map((offset) => local - offset)
    .filter((at) => at + zoneOffset(at, timeZone) === local);
  if (shown.length > 0) return Math.min(...shown);
  // The clocks skip it: the instant is the one at which they jump.
  let before = local - Math.max(...offsets) - 1;
  let after = local - Math.min(...offsets);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (middle + zoneOffset(middle, timeZone) < local) before = middle;
    else after = middle;
  }
  return after;
}

/** The instant at which the clocks are turned, somewhere after `before` and until `after`. */
function turnBetween(before: number, after: number, timeZone: string): number {
  const offset = zoneOffset(after, timeZone);
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle, timeZone) === offset) high = middle;
    else low = middle;
  }
  return high;
}

/** An hour as the zone's clocks count them. One that the clocks are turned within (Lord Howe Island, by half an hour) ends there. */
function hourWindow(at: number, timeZone: string): Window {
  const offset = zoneOffset(at, timeZone);
  const start = Math.floor((at + offset) / hour) * hour - offset;
  const end = start + hour;
  return {
    start: zoneOffset(start, timeZone) === offset ? start : turnBetween(start, at, timeZone),
    end: zoneOffset(end - 1, timeZone) === offset ? end : turnBetween(at, end - 1, timeZone),
  };
}

/** The start of the hour, as the zone's clocks count them: in zones with half-hour offsets it is a half hour in UTC. */
export function hourStart(at: number, timeZone: string): number {
  return hourWindow(at, timeZone).start;
}

/** Calendar windows by the number of windows to move. `local` is what the clocks show, as if it were UTC. */
const calendar: Record<Exclude<WindowSize, "hour">, (local: Date, step: number) => number> = {
  day: (local, step) => Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + step),
  week: (local, step) => {
    const sinceMonday = (local.getUTCDay() + 6) % 7;
    return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() - sinceMonday + 7 * step);
  },
  month: (local, step) => Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + step),
  quarter: (local, step) => {
    const first = local.getUTCMonth() - (local.getUTCMonth() % 3);
    return Date.UTC(local.getUTCFullYear(), first + 3 * step);
  },
};

/**
 * The window that an instant lies in, on the calendar of a time zone. Days of 23 and 25 hours are what they are.
 * @param at milliseconds since 1970, not before 1972.
 */
export function windowAt(at: number, size: WindowSize, timeZone: string): Window {
  if (size === "hour") return hourWindow(at, timeZone);
  const local = new Date(at + zoneOffset(at, timeZone));
  const bounds = (step: number) => instantOf(calendar[size](local, step), timeZone);
  // A day that a zone has skipped is empty and belongs to the one before it.
  let steps = 1;
  while (bounds(steps) <= at) steps++;
  return { start: bounds(0), end: bounds(steps) };
}

/** The billing cycle that an instant lies in: from one `day` of the month to the next, or to the last of a month that has no such day. */
export function cycleAt(at: number, day: number, timeZone: string): Window {
  const local = new Date(at + zoneOffset(at, timeZone));
  const boundary = (step: number) => {
    const last = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + step + 1, 0)).getUTCDate();
    const begins = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + step, Math.min(day, last));
    return instantOf(begins, timeZone);
  };
  const step = boundary(0) <= at ? 0 : -1;
  return { start: boundary(step), end: boundary(step + 1) };
}

/** The window before one. */
export function windowBefore({ start }: Window, size: WindowSize, timeZone: string): Window {
  const before = windowAt(start - 1, size, timeZone);
  return { start: before.start, end: start };
}

/** Every window that a stretch touches, oldest first, at most `limit` of them. An end that a window begins with is outside. */
export function windowsBetween(
  { start, end }: Window,
  size: WindowSize,
  timeZone: string,
  limit: number,
): Window[] {
  const windows: Window[] = [];
  for (let at = start; at < end && windows.length < limit; ) {
    const window = windowAt(at, size, timeZone);
    windows.push(window);
    at = window.end;
  }
  return windows;
}
