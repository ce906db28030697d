import { log } from "@/lib/log";
import { finishInstalls } from "@/lib/slack/oauth-unfinished";
import { relayEvents } from "./functions/relay-events";
import { sweepLanes } from "./functions/sweep-lanes";
import { wakeLanes } from "./wake";

/**
 * What a process does first: it may have been started because another was killed, whose last announcements and wake-ups
 * died with it. The crons would find them too, up to a minute later; an install that was cut short they would not.
 */
export async function recover(): Promise<void> {
  try {
    const [events, lanes] = await Promise.all([relayEvents(0), sweepLanes(2)]);
    if (events > 0 || lanes > 0) log.info({ events, lanes }, "process.recovered");
    const now = new Date();
    await wakeLanes(await finishInstalls({}, now), now);
  } catch (error) {
    log.warn({ error }, "process.recover_failed");
  }
}
