import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { inngest } from "./client";
import { laneDue } from "./events";

/** Asks for a drain of each lane, at its instant. A wake-up that is lost here is found by sweep-lanes. */
export async function wakeLanes(wakes: readonly Wake[], now: Date): Promise<void> {
  if (wakes.length === 0) return;
  const events = wakes.map(({ lane, at }) =>
    at > now ? laneDue.create({ lane }, { ts: at.getTime() }) : laneDue.create({ lane }),
  );
  try {
    await inngest.send(events);
  } catch (error) {
    log.warn({ error, count: wakes.length }, "lanes.wake_failed");
  }
}
