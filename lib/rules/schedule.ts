import { instantOf } from "@/lib/meters/windows";
import { zoneOffset } from "@/lib/projects/zone-offset";
import type { Schedule } from "./schema";

const minute = 60_000;
const day = 1_440 * minute;

type Span = { start: number; end: number };

const minutesOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

/** The hours that begin on a day of the zone's calendar (`midnight`: what its clocks show then, as if it were UTC); null where none do. */
function spanOf(schedule: Schedule, midnight: number, timeZone: string): Span | null {
  const weekday = ((new Date(midnight).getUTCDay() + 6) % 7) + 1;
  if (!schedule.days.includes(weekday)) return null;
  const from = minutesOf(schedule.from);
  const to = minutesOf(schedule.to);
  const until = to <= from ? to + 1_440 : to;
  const span = {
    start: instantOf(midnight + from * minute, timeZone),
    end: instantOf(midnight + until * minute, timeZone),
  };
  return span.start < span.end ? span : null;
}

/** The hours that hold an instant or come after it, earliest first, for a week and a day. */
function spansFrom(schedule: Schedule, at: number, timeZone: string): Span[] {
  const local = at + zoneOffset(at, timeZone);
  const today = local - (((local % day) + day) % day);
  const spans: Span[] = [];
  // The hours of the day before may reach into this one, and clocks that are turned may move them by a day.
  for (let step = -2; step <= 8; step++) {
    const span = spanOf(schedule, today + step * day, timeZone);
    if (span && span.end > at) spans.push(span);
  }
  return spans;
}

/**
 * The first instant, `at` or after it, at which a schedule allows to tell; null for one that never does.
 * @param projectZone the zone where the schedule names none.
 */
export function opensAt(schedule: Schedule | undefined, at: number, projectZone: string): number | null {
  if (!schedule) return at;
  const spans = spansFrom(schedule, at, schedule.timeZone ?? projectZone);
  if (schedule.when === "inside") {
    const first = spans[0];
    return first ? Math.max(at, first.start) : null;
  }
  let open = at;
  for (const { start, end } of spans) {
    if (start > open) return open;
    open = Math.max(open, end);
  }
  return open - at > 8 * day ? null : open;
}
