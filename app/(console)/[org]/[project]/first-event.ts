import { findEventType } from "@/lib/events/catalog";

/** A whole curl command that posts the catalog's own sample of a started subscription. `origin` is the console's. */
export function firstEventCommand(origin: string): string {
  const sample = findEventType("subscription.started")?.sample;
  // Without an id of its own, so that running it again sends another event and is not a duplicate.
  const { type, customer, data } = sample ?? { type: "subscription.started", data: {} };
  const body = JSON.stringify({ type, customer, data }, null, 2).replaceAll("'", "'\\''");
  return [
    `curl -sS ${origin}/api/v1/events \\`,
    `  -H "Authorization: Bearer $BELLWIRE_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${body}'`,
  ].join("\n");
}
