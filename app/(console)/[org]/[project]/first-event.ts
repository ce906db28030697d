import { findEventType } from "@/lib/events/catalog";

/**
 * A whole curl command that posts the catalog's own sample of a type, or the least that an event of another type needs.
 * `origin` is the console's.
 */
export function sampleCommand(origin: string, eventType: string): string {
  const sample = findEventType(eventType)?.sample;
  // Without an id of its own, so that running it again sends another event and is not a duplicate.
  const { type, customer, data } = sample ?? { type: eventType, data: {} };
  const body = JSON.stringify({ type, customer, data }, null, 2).replaceAll("'", "'\\''");
  return [
    `curl -sS ${origin}/api/v1/events \\`,
    `  -H "Authorization: Bearer $BELLWIRE_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${body}'`,
  ].join("\n");
}

/** The first event that a new project is asked to send. */
export const firstEventCommand = (origin: string): string => sampleCommand(origin, "subscription.started");
