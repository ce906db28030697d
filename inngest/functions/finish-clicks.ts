import { systemScope } from "@/lib/auth/system";
import { log } from "@/lib/log";
import { finishClick } from "@/lib/slack/clicks/commands";
import { performPress } from "@/lib/slack/clicks/perform";
import { readPress } from "@/lib/slack/clicks/press";
import { listLeftClicks } from "@/lib/slack/clicks/queries";
import { announceEvents } from "../announce";
import { inngest } from "../client";
import { wakeLanes } from "../wake";

const scope = systemScope("finish-clicks");
const atOnce = 100;

async function finish(key: string, click: unknown, receivedAt: Date): Promise<void> {
  const press = readPress(click);
  if (press) {
    const { wakes, events } = await performPress(press, receivedAt);
    await wakeLanes(wakes, new Date());
    if (events) await announceEvents(events.scope, events.ids);
  }
  await finishClick(scope, key);
}

/**
 * Does what somebody pressed in Slack and a process that died has only stored. Doing it twice changes nothing.
 * @param graceSeconds how long a process may take for it.
 * @returns how many were found.
 */
export async function finishClicks(graceSeconds: number): Promise<number> {
  const left = await listLeftClicks(scope, { graceSeconds, limit: atOnce });
  for (const { key, click, receivedAt } of left) {
    try {
      await finish(key, click, receivedAt);
    } catch (error) {
      log.warn({ error }, "clicks.finish_failed");
    }
  }
  if (left.length > 0) log.info({ count: left.length }, "clicks.finished");
  return left.length;
}

export const finishClicksEveryMinute = inngest.createFunction(
  { id: "finish-clicks", triggers: [{ cron: "* * * * *" }], retries: 1 },
  () => finishClicks(15),
);
