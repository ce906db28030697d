import { systemScope } from "@/lib/auth/system";
import { findForgottenLanes } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { inngest } from "../client";
import { wakeLanes } from "../wake";

const scope = systemScope("sweep-lanes");

/**
 * Wakes lanes that have something due and no drain on its way.
 * @param graceSeconds how late a drain that was asked for may be before it counts as lost.
 * @returns how many lanes were found.
 */
export async function sweepLanes(graceSeconds: number): Promise<number> {
  const wakes = await findForgottenLanes(scope, graceSeconds);
  await wakeLanes(wakes, new Date());
  if (wakes.length > 0) log.warn({ count: wakes.length }, "lanes.swept");
  return wakes.length;
}

/** Every minute: heals wake-ups that were lost. */
export const sweepLanesEveryMinute = inngest.createFunction(
  { id: "sweep-lanes", triggers: [{ cron: "* * * * *" }], retries: 1 },
  () => sweepLanes(20),
);
