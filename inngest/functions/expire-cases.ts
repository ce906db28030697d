import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { expiryEvent } from "@/lib/cases/expiry";
import { endPeriods } from "@/lib/cases/periods/commands";
import { clearExpiry } from "@/lib/cases/upkeep/commands";
import { type ExpiredCase, listEventsOf, listExpired } from "@/lib/cases/upkeep/queries";
import { recordEvents } from "@/lib/events/commands";
import { log } from "@/lib/log";
import { announceEvents } from "../announce";
import { inngest } from "../client";
import { casesExpire } from "../events";

const job = "expire-cases";
const scope = systemScope(job);
const atOnce = 200;

async function expire(found: ExpiredCase, now: Date): Promise<number> {
  const { organizationId, projectId, eventIds } = found;
  const body = expiryEvent(found, await listEventsOf(scope, projectId, eventIds), now);
  let recorded = 0;
  if (body) {
    const project = systemProjectScope(job, organizationId, projectId);
    const { answers, acceptedIds } = await recordEvents(project, [body], { now, source: "bellwire" });
    const [answer] = answers;
    if (answer?.status === "rejected") log.error({ projectId, ...answer.error }, "case_expiry.refused");
    await announceEvents(project, acceptedIds);
    recorded = acceptedIds.length;
  }
  await clearExpiry(scope, found);
  return recorded;
}

/**
 * Ends the cases of periods that are over, quietly, and records that a case's time has run out, such as an approval that nobody has answered: an event like any other, which
 * edits what was told of it. An answer of the same time or earlier that comes in later still counts (lib/cases/order).
 * @returns how many were recorded.
 */
export async function expireCases(now: Date): Promise<number> {
  const over = await endPeriods(scope, now, atOnce);
  if (over > 0) log.info({ count: over }, "cases.periods_ended");
  let recorded = 0;
  for (const found of await listExpired(scope, now, atOnce)) recorded += await expire(found, now);
  if (recorded > 0) log.info({ count: recorded }, "cases.expired");
  return recorded;
}

/** At the instant itself, and every minute for what was missed. */
export const expireCasesInTime = inngest.createFunction(
  { id: "expire-cases", triggers: [{ cron: "* * * * *" }, casesExpire], retries: 3 },
  () => expireCases(new Date()),
);
