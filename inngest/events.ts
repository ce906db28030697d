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

/** A lane has something to send, now or at the event's own `ts`. */
export const laneDue = eventType("bellwire/lane.due", {
  schema: z.object({ lane: z.string() }),
});

/** A destination was found broken just now. */
export const destinationBroken = eventType("bellwire/destination.broken", {
  schema: z.object({ organizationId: z.string(), projectId: z.string(), destinationId: z.string() }),
});
