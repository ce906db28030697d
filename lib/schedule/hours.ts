import { z } from "zod";
import { zoneOffset } from "@/lib/projects/zone-offset";
import { isoWeekday } from "./cadence";
import { minutesOf, timeOfDay, zoneOrProjects } from "./time-of-day";
import { dayMs, localOf, minuteMs, turnBetween } from "./zone-turn";

/** Some hours of some days. At or before `from` means on the next day: 22:00 to 07:00, and 09:00 to 09:00 is a day and a night. */
const span = z.strictObject({
  days: z
    .array(isoWeekday)
    .min(1, "Choose at least one day.")
    .max(7)
    .transform((days) => [...new Set(days)].sort()),
  from: timeOfDay,
  until: timeOfDay,
});

const calendarDay = z.iso.date("must be a day such as 2026-12-25");

/** When nobody is to be told, but of what is critical: in the spans (`quiet`) or outside of them (`active`), and on holidays. */
const hoursShape = z.strictObject({
  mode: z.enum(["quiet", "active"]),
  timeZone: zoneOrProjects.default(null),
  spans: z.array(span).min(1, "Name at least one span.").max(20),
  holidays: z
    .array(calendarDay)
    .max(200)
    .default([])
    .transform((days) => [...new Set(days)].sort()),
});
export type Hours = z.infer<typeof hoursShape>;

/** Hours of a project, whose own zone stands in where they name none. */
export type ZonedHours = Hours & { timeZone: string };

/** How far ahead an opening is looked for. */
const maxDays = 400;

function isWithin({ days, from, until }: Hours["spans"][number], local: number): boolean {
  const minute = Math.floor((local % dayMs) / minuteMs);
  const weekday = ((Math.floor(local / dayMs) + 3) % 7) + 1;
  const [start, end] = [minutesOf(from), minutesOf(until)];
  if (end > start) return days.includes(weekday) && minute >= start && minute < end;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return (days.includes(weekday) && minute >= start) || (days.includes(yesterday) && minute < end);
}

/** Whether it is quiet at an instant, by what the clocks of the zone show. */
export function isClosedAt({ mode, timeZone, spans, holidays }: ZonedHours, at: Date): boolean {
  const local = localOf(at.getTime(), timeZone);
  if (holidays.includes(new Date(local).toISOString().slice(0, 10))) return true;
  return spans.some((each) => isWithin(each, local)) === (mode === "quiet");
}

/** The instants of a local day at which something may change: its midnight, the ends of spans, a turn of the clocks. */
function edgesOf({ timeZone, spans }: ZonedHours, midnight: number): number[] {
  const minutes = new Set([0, ...spans.flatMap(({ from, until }) => [minutesOf(from), minutesOf(until)])]);
  const [from, to] = [midnight - 1.5 * dayMs, midnight + 1.5 * dayMs];
  const offsets = [...new Set([zoneOffset(from, timeZone), zoneOffset(to, timeZone)])];
  const turns = offsets.length > 1 ? [turnBetween(from, to, timeZone)] : [];
  return [
    ...turns,
    ...offsets.flatMap((offset) => [...minutes].map((minute) => midnight + minute * minuteMs - offset)),
  ];
}

/** The first instant after another at which it is not quiet; undefined when there is none for more than a year. */
export function nextOpening(hours: ZonedHours, after: Date): Date | undefined {
  const today = Math.floor(localOf(after.getTime(), hours.timeZone) / dayMs) * dayMs;
  for (let day = 0; day <= maxDays; day++) {
    const open = edgesOf(hours, today + day * dayMs)
      .filter((edge) => edge > after.getTime())
      .filter((edge) => !isClosedAt(hours, new Date(edge)));
    if (open.length > 0) return new Date(Math.min(...open));
  }
  return undefined;
}

/**
 * Until when something must wait that several hours apply to; undefined when it may go now. Hours that open one after the
 * other, never at one time, hold nothing for longer than a year.
 */
export function heldUntil(all: readonly ZonedHours[], now: Date): Date | undefined {
  let at = now;
  for (let round = 0; round < maxDays; round++) {
    const closed = all.find((hours) => isClosedAt(hours, at));
    if (!closed) return at > now ? at : undefined;
    const opening = nextOpening(closed, at);
    if (!opening) return at > now ? at : undefined;
    at = opening;
  }
  return at;
}

function isEverOpen(hours: Hours): boolean {
  const ordinary = { ...hours, timeZone: "UTC", holidays: [] };
  return !isClosedAt(ordinary, new Date(0)) || nextOpening(ordinary, new Date(0)) !== undefined;
}

/** Hours as they come from outside: they must leave some time in which somebody is told. */
export const hoursSchema = hoursShape.refine(isEverOpen, {
  path: ["spans"],
  message: "must leave some time in which somebody is told",
});
