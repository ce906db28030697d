import { chunksOf } from "@/lib/chunks";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { inngest } from "./client";
import { lanesDue, lanesPerWake } from "./events";

/** Wake-ups of one moment share an event. Never early: a lane that is not ready would only have to be asked for again. */
const momentMs = 20;

function momentsOf(wakes: readonly Wake[], now: Date): Map<number, string[]> {
  const moments = new Map<number, string[]>();
  for (const { lane, at } of wakes) {
    const moment = at > now ? Math.ceil(at.getTime() / momentMs) * momentMs : 0;
    moments.set(moment, [...(moments.get(moment) ?? []), lane]);
  }
  return moments;
}

/** Asks for a drain of each lane, at its instant. A wake-up that is lost here is found by sweep-lanes. */
export async function wakeLanes(wakes: readonly Wake[], now: Date): Promise<void> {
  if (wakes.length === 0) return;
  const events = [...momentsOf(wakes, now)].flatMap(([moment, all]) =>
    chunksOf(all, lanesPerWake).map((lanes) =>
      lanesDue.create({ lanes }, moment === 0 ? {} : { ts: moment }),
    ),
  );
  try {
    await inngest.send(events);
  } catch (error) {
    log.warn({ error, count: wakes.length }, "lanes.wake_failed");
  }
}
