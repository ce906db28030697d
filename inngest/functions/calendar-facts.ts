import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { moveOn } from "@/lib/calendar/due/commands";
import {
  type DueCalendar,
  listAnniversaries,
  listDueCalendars,
  listRenewals,
} from "@/lib/calendar/due/queries";
import { anniversaryOf, type FactCustomer, renewalAheadOf } from "@/lib/calendar/facts";
import { recordEvents } from "@/lib/events/commands";
import { log } from "@/lib/log";
import { zoneOffset } from "@/lib/projects/zone-offset";
import { nextRun } from "@/lib/schedule/cadence";
import { announceEvents } from "../announce";
import { inngest } from "../client";

const job = "calendar-facts";
const scope = systemScope(job);
const atOnce = 100;
const pageSize = 500;
const dayMs = 86_400_000;

type Find = (page: { projectId: string; after: string; limit: number }) => Promise<FactCustomer[]>;

/** Records what is true of customers today, page by page. An id that is there already was recorded by an earlier try. */
async function record(
  due: DueCalendar,
  now: Date,
  find: Find,
  eventOf: (customer: FactCustomer) => object,
): Promise<number> {
  const { organizationId, projectId } = due;
  const project = systemProjectScope(job, organizationId, projectId);
  let recorded = 0;
  for (let after = ""; ; ) {
    const page = await find({ projectId, after, limit: pageSize });
    const { acceptedIds } = await recordEvents(project, page.map(eventOf), { now, source: "bellwire" });
    await announceEvents(project, acceptedIds);
    recorded += acceptedIds.length;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return recorded;
    after = `${last.environment}:${last.id}`;
  }
}

/** The days that have come since the calendar was last looked at, of which a week at most is made up for. */
function daysOf({ settings, timeZone, nextAt }: DueCalendar, now: Date): { days: Date[]; following: Date } {
  const days = [nextAt];
  const cadence = { every: "day", at: settings.at } as const;
  let following = nextRun(cadence, timeZone, nextAt);
  while (following <= now) {
    days.push(following);
    following = nextRun(cadence, timeZone, following);
  }
  return { days: days.slice(-7), following };
}

async function lookAt(due: DueCalendar, now: Date): Promise<number> {
  const { settings, timeZone, projectId, nextAt } = due;
  const { days, following } = daysOf(due, now);
  const dateOf = (at: Date, ahead = 0) =>
    new Date(at.getTime() + zoneOffset(at.getTime(), timeZone) + ahead * dayMs).toISOString().slice(0, 10);
  let recorded = 0;
  for (const at of days) {
    if (settings.anniversaries) {
      const today = dateOf(at);
      recorded += await record(
        due,
        now,
        (page) => listAnniversaries(scope, today, page),
        (customer) => anniversaryOf(customer, today, at),
      );
    }
    for (const ahead of settings.renewalsAheadDays) {
      const day = dateOf(at, ahead);
      recorded += await record(
        due,
        now,
        (page) => listRenewals(scope, day, page),
        (customer) => renewalAheadOf(customer, ahead, at),
      );
    }
  }
  await moveOn(scope, { projectId, nextAt, following });
  return recorded;
}

/**
 * Records anniversaries and renewals ahead as events, at the hour of each project's own clock. They take the way of any event; a
 * day that was missed is made up for, up to a week back, and one that is looked at twice records nothing twice.
 * @returns how many were recorded.
 */
export async function recordCalendarFacts(now: Date): Promise<number> {
  let recorded = 0;
  for (const due of await listDueCalendars(scope, now, atOnce)) recorded += await lookAt(due, now);
  if (recorded > 0) log.info({ recorded }, "calendar.recorded");
  return recorded;
}

/** One tick for every project and zone: which are due stands in Postgres. */
export const calendarFactsEveryMinute = inngest.createFunction(
  { id: "calendar-facts", triggers: [{ cron: "* * * * *" }], retries: 3 },
  () => recordCalendarFacts(new Date()),
);
