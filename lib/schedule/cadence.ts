import { z } from "zod";
import { zoneOffset } from "@/lib/projects/zone-offset";
import { cronOf } from "./cron";
import { minutesOf, timeOfDay } from "./time-of-day";
import { dayMs, localOf, minuteMs, turnBetween } from "./zone-turn";

/** 1 is Monday, 7 Sunday (ISO 8601). */
export const isoWeekday = z.number("Choose a day of the week.").int().min(1).max(7);

/** How often something is told, and when on the clock of its zone. A month's last day is the last it has. */
export const cadenceSchema = z.discriminatedUnion("every", [
  z.strictObject({ every: z.literal("hour"), minute: z.number().int().min(0).max(59).default(0) }),
  z.strictObject({ every: z.literal("day"), at: timeOfDay }),
  z.strictObject({ every: z.literal("week"), weekday: isoWeekday, at: timeOfDay }),
  z.strictObject({
    every: z.literal("month"),
    day: z.union([z.number().int().min(1).max(28), z.literal("last")], "must be 1 to 28, or last"),
    at: timeOfDay,
  }),
]);
export type Cadence = z.infer<typeof cadenceSchema>;

/** From `start` on and before `end`. */
export type Stretch = { start: Date; end: Date };

function nextOf(pattern: string, timeZone: string, after: Date): Date {
  const next = cronOf(pattern, timeZone).nextRun(after);
  if (!next) throw new Error(`${pattern} never comes in ${timeZone}`);
  return next;
}

/**
 * A day that ends early, because the clocks go from 23:00 to midnight as they do in Nuuk, has its run in its last minute when its
 * time is one of those that are skipped. croner would leave that day without one.
 */
function shortDaysRun(minutes: number, timeZone: string, after: number, next: number): number | undefined {
  if (zoneOffset(next, timeZone) <= zoneOffset(after, timeZone)) return undefined;
  const turn = turnBetween(after, next, timeZone);
  const last = turn - minuteMs;
  const midnight = Math.floor(localOf(last, timeZone) / dayMs) * dayMs;
  const isSkipped = midnight + minutes * minuteMs > localOf(last, timeZone);
  const isOver = localOf(turn, timeZone) >= midnight + dayMs;
  return isSkipped && isOver && last > after ? last : undefined;
}

/** The next run of a daily time. */
function nextDaily(at: string, timeZone: string, after: Date): Date {
  const minutes = minutesOf(at);
  const next = nextOf(`${minutes % 60} ${Math.floor(minutes / 60)} * * *`, timeZone, after);
  const early = shortDaysRun(minutes, timeZone, after.getTime(), next.getTime());
  return early === undefined ? next : new Date(early);
}

/** Whether the day on which a run falls is one of the cadence's. */
function isItsDay(cadence: Exclude<Cadence, { every: "hour" }>, local: Date): boolean {
  if (cadence.every === "day") return true;
  if (cadence.every === "week") return local.getUTCDay() === cadence.weekday % 7;
  if (cadence.day === "last") return new Date(local.getTime() + dayMs).getUTCDate() === 1;
  return local.getUTCDate() === cadence.day;
}

/**
 * The first instant after another at which a cadence is due. A time that the clocks skip is the first one after the gap; of a
 * time that they show twice only the first counts: croner decides, and no second library does. Every date that a zone's calendar
 * has is due once.
 * @throws RangeError for what is no time zone.
 */
export function nextRun(cadence: Cadence, timeZone: string, after: Date): Date {
  if (cadence.every === "hour") return nextOf(`${cadence.minute} * * * *`, timeZone, after);
  let run = nextDaily(cadence.at, timeZone, after);
  while (!isItsDay(cadence, new Date(localOf(run.getTime(), timeZone))))
    run = nextDaily(cadence.at, timeZone, run);
  return run;
}

/** How far back the run before an instant may lie, in hours. */
const lookBack = { hour: [3, 48], day: [50, 96], week: [192, 400], month: [800, 1_700] } as const;

/** The last instant at or before another at which a cadence was due. */
export function lastRun(cadence: Cadence, timeZone: string, until: Date): Date {
  for (const hours of lookBack[cadence.every]) {
    let last: Date | undefined;
    let at = nextRun(cadence, timeZone, new Date(until.getTime() - hours * 3_600_000));
    while (at <= until) {
      last = at;
      at = nextRun(cadence, timeZone, at);
    }
    if (last) return last;
  }
  throw new Error(`${JSON.stringify(cadence)} never came in ${timeZone}`);
}

/** What a run at `end` tells of: all since the run before. */
export function windowEndingAt(cadence: Cadence, timeZone: string, end: Date): Stretch {
  return { start: lastRun(cadence, timeZone, new Date(end.getTime() - 1)), end };
}
