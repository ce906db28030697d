import { systemScope } from "@/lib/auth/system";
import { findUnannounced } from "@/lib/events/queries";
import { log } from "@/lib/log";
import { inngest } from "../client";
import { eventsReceived } from "../events";

const scope = systemScope("relay-events");

/**
 * Announces again what was committed but never decided.
 * @param graceSeconds leaves alone what came in just now and is probably on its way.
 * @returns how many events were found.
 */
export async function relayEvents(graceSeconds: number): Promise<number> {
  const found = await findUnannounced(scope, graceSeconds);
  if (found.length === 0) return 0;
  await inngest.send(found.map((group) => eventsReceived.create(group)));
  const count = found.reduce((sum, { eventIds }) => sum + eventIds.length, 0);
  log.warn({ count }, "events.relayed");
  return count;
}

/** Every minute: heals announcements that were lost between the commit and the engine. */
export const relayEventsEveryMinute = inngest.createFunction(
  { id: "relay-events", triggers: [{ cron: "* * * * *" }], retries: 1 },
  () => relayEvents(20),
);
