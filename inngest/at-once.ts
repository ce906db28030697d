import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { drainLanes } from "./functions/deliver-lane";
import { wakeLanes } from "./wake";

/**
 * Lanes that this process drains of its own accord at one time. A lane mostly waits for Slack, so this bounds memory and
 * sockets; what goes beyond it is asked of the engine, which another process may serve.
 */
const mostLanes = 128;

declare global {
  var bellwireDrains: { underWay: number } | undefined;
}

/** A drain that fails here is asked of the engine; if that fails too, the wake-up is overdue and sweep-lanes finds it. */
async function drainHere(lane: string): Promise<void> {
  try {
    await drainLanes([lane]);
  } catch (error) {
    log.warn({ error, lane }, "lanes.drain_failed");
    await wakeLanes([{ lane, at: new Date() }], new Date());
  }
}

/**
 * Drains what is due in this process, without the way through the engine and back, which costs more than all the rest.
 * What must wait, and what is too much, is asked of the engine. A process that is killed meanwhile loses nothing:
 * the rows are there, and their lanes are found overdue by the next planner, the next process or sweep-lanes.
 * @returns a promise that ends with the last drain and never rejects.
 */
export async function deliverAtOnce(wakes: readonly Wake[], now: Date): Promise<void> {
  globalThis.bellwireDrains ??= { underWay: 0 };
  const drains = globalThis.bellwireDrains;
  const room = Math.max(0, mostLanes - drains.underWay);
  const here = wakes.filter(({ at }) => at <= now).slice(0, room);
  const taken = new Set(here);
  drains.underWay += here.length;
  await Promise.all([
    wakeLanes(
      wakes.filter((wake) => !taken.has(wake)),
      now,
    ),
    ...here.map(({ lane }) =>
      drainHere(lane).finally(() => {
        drains.underWay--;
      }),
    ),
  ]);
}
