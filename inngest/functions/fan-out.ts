import { systemProjectScope } from "@/lib/auth/system";
import { joinCases, keysOf } from "@/lib/cases/join";
import { listAudiences } from "@/lib/cases/queries";
import { noteCustomersOfEvents } from "@/lib/customers/commands";
import { ownersOf } from "@/lib/customers/owners/queries";
import { countsOf } from "@/lib/events/buckets/counted";
import { listUndecided } from "@/lib/events/queries";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { storyOf } from "@/lib/messages/compose";
import { type DecidedEvent, planNotifications } from "@/lib/notifications/commands";
import { failuresOf } from "@/lib/notifications/failures";
import { planEvents } from "@/lib/notifications/plan";
import type { Playbook } from "@/lib/routing/decide";
import { loadPlaybook } from "@/lib/routing/queries";
import { checksOfEvents } from "@/lib/rules/checks/watched";
import { noteFailures } from "@/lib/templates/commands";
import { inngest } from "../client";
import { casesExpire, eventsReceived } from "../events";
import { wakeLanes } from "../wake";
import { watchChanges } from "../watch";

/** Asks for the end of what ends by itself; one that is lost here, or is past already, is found by the next minute's run. */
async function announceExpiries(projectId: string, decided: readonly DecidedEvent[]): Promise<void> {
  const instants = decided.flatMap(({ step }) => step?.expiresAt?.getTime() ?? []);
  const ahead = [...new Set(instants)].filter((ts) => ts > Date.now());
  if (ahead.length === 0) return;
  try {
    await inngest.send(ahead.map((ts) => casesExpire.create({ projectId }, { ts })));
  } catch (error) {
    log.warn({ error, projectId, count: ahead.length }, "cases.announce_failed");
  }
}

const writesToOwners = ({ destinations }: Playbook) =>
  [...destinations.values()].some(({ mailsOwner }) => mailsOwner);

/**
 * Decides who must know about a batch of events, composes the messages and stores both in one idempotent statement.
 * @returns the lanes that must be drained.
 */
export async function planBatch(
  { organizationId, projectId }: { organizationId: string; projectId: string },
  eventIds: readonly string[],
): Promise<{ events: number; planned: number; wakes: Wake[]; hasRules: boolean }> {
  const scope = systemProjectScope("fan-out", organizationId, projectId);
  const startedAt = performance.now();
  const [playbook, events] = await Promise.all([loadPlaybook(scope), listUndecided(scope, eventIds)]);
  const now = new Date();
  const told = events.flatMap((event) => {
    const story = storyOf(event, { now, timeZone: playbook.timeZone });
    return story ? [{ event, story }] : [];
  });
  const [{ open, audiences, living }, owners] = await Promise.all([
    listAudiences(scope, keysOf(told)),
    writesToOwners(playbook) ? ownersOf(scope, events) : undefined,
  ]);
  const decided = planEvents(playbook, events, {
    now,
    makeId: () => newId("notification", now.getTime()),
    makeCaseId: () => newId("case", now.getTime()),
    stories: joinCases(told, open),
    audiences,
    living,
    ...(owners && { owners }),
  });
  const counted = countsOf(events, playbook.timeZone);
  const checks = checksOfEvents(playbook.rulebook, counted);
  const wakes = await planNotifications(scope, decided, { counted, checks });
  await announceExpiries(projectId, decided);
  await noteFailures(scope, failuresOf(decided), now).catch((error: unknown) =>
    log.warn({ projectId, error }, "templates.failures_not_noted"),
  );
  const planned = decided.reduce((sum, { planned: rows }) => sum + rows.length, 0);
  const ms = Math.round(performance.now() - startedAt);
  log.info({ projectId, events: events.length, planned, lanes: wakes.length, ms }, "notifications.planned");
  return { events: events.length, planned, wakes, hasRules: playbook.rulebook.rules.size > 0 };
}

/**
 * The durable way: what the process that accepted a batch could not plan itself. Without steps: the statement that plans is
 * idempotent, so the whole function is the unit of retry and a batch costs one execution.
 */
export const fanOut = inngest.createFunction(
  { id: "fan-out", triggers: [eventsReceived], retries: 5 },
  async ({ event }) => {
    const { organizationId, projectId, eventIds } = event.data;
    const { events, planned, wakes, hasRules } = await planBatch(event.data, eventIds);
    await wakeLanes(wakes, new Date());
    const scope = systemProjectScope("fan-out", organizationId, projectId);
    // After the messages are on their way. It reads the events anew, so a retry that finds nothing undecided still notes them.
    await noteCustomersOfEvents(scope, eventIds);
    if (hasRules) await watchChanges(scope);
    return { events, planned };
  },
);
