import { systemProjectScope } from "@/lib/auth/system";
import { noteCustomersOfEvents } from "@/lib/customers/commands";
import { listUndecided } from "@/lib/events/queries";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import { planNotifications } from "@/lib/notifications/commands";
import { planEvent } from "@/lib/notifications/plan";
import { loadPlaybook } from "@/lib/routing/queries";
import { inngest } from "../client";
import { eventsReceived } from "../events";
import { wakeLanes } from "../wake";

/**
 * Decides who must know about a batch of events, composes the messages and stores both. Without steps: the statement
 * that plans is idempotent, so the whole function is the unit of retry and a batch costs one execution.
 */
export const fanOut = inngest.createFunction(
  { id: "fan-out", triggers: [eventsReceived], retries: 5 },
  async ({ event }) => {
    const { organizationId, projectId, eventIds } = event.data;
    const scope = systemProjectScope("fan-out", organizationId, projectId);
    const startedAt = performance.now();
    const [playbook, events] = await Promise.all([loadPlaybook(scope), listUndecided(scope, eventIds)]);
    const now = new Date();
    const makeId = () => newId("notification", now.getTime());
    const decided = events.map((stored) => planEvent(playbook, stored, { now, makeId }));
    const wakes = await planNotifications(scope, decided);
    await wakeLanes(wakes, now);
    // After the messages are on their way. It reads the events anew, so a retry that finds nothing undecided still notes them.
    await noteCustomersOfEvents(scope, eventIds);
    const planned = decided.reduce((sum, { planned: rows }) => sum + rows.length, 0);
    log.info(
      {
        projectId,
        events: events.length,
        planned,
        lanes: wakes.length,
        ms: Math.round(performance.now() - startedAt),
      },
      "notifications.planned",
    );
    return { events: events.length, planned };
  },
);
