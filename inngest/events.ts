import { eventType } from "inngest";
import { z } from "zod";

/** Events were committed and wait for a decision. Ids only: Postgres holds the truth. */
export const eventsReceived = eventType("bellwire/events.received", {
  schema: z.object({
    organizationId: z.string(),
    projectId: z.string(),
    eventIds: z.array(z.string()).max(1_000),
  }),
});

/** Most lanes of one wake-up: they are drained side by side in one run, so a burst over many lanes costs few executions. */
export const lanesPerWake = 40;

/** Lanes have something to send, now or at the event's own `ts`. */
export const lanesDue = eventType("bellwire/lanes.due", {
  schema: z.object({ lanes: z.array(z.string()).min(1).max(lanesPerWake) }),
});

/** A destination was found broken just now. */
export const destinationBroken = eventType("bellwire/destination.broken", {
  schema: z.object({ organizationId: z.string(), projectId: z.string(), destinationId: z.string() }),
});

/** For a day nothing has arrived at a webhook. */
export const destinationFailing = eventType("bellwire/destination.failing", {
  schema: z.object({ organizationId: z.string(), projectId: z.string(), destinationId: z.string() }),
});

/** The time of a case runs out at the event's own `ts`. Which it is stands in Postgres. */
export const casesExpire = eventType("bellwire/cases.expire", {
  schema: z.object({ projectId: z.string() }),
});

/** States of a project's rules are due at the event's own `ts`. Which they are stands in Postgres. */
export const rulesDue = eventType("bellwire/rules.due", {
  schema: z.object({ organizationId: z.string(), projectId: z.string() }),
});
