import { slackView } from "@/e2e/support/slack-view";
import { arrivals, lostAndDoubled } from "../deliveries";
import type { Figure } from "../figure";
import { openConnection } from "../load/connection";
import { doorOf, postOf } from "../load/door";
import { invoice, nextId } from "../load/payloads";
import type { Scene } from "../scene";

/** Slack's pace: about one message a second a channel. */
const PER_SECOND = 1;

/** P8: events in a burst to one channel that takes one a second. Nothing may be lost, doubled or refused. */
export async function burstFigures(scene: Scene, size: number): Promise<Figure[]> {
  const { stack } = scene;
  const slack = slackView(stack.slack);
  await slack.limits({ on: true });
  const { tenant, lanes } = await scene.withLanes(1);
  const ids = Array.from({ length: size }, nextId);
  const door = doorOf(`${stack.web}/api/v1/events`, { authorization: `Bearer ${tenant.apiKey}` });
  const connection = await openConnection(door);
  const startedAt = performance.timeOrigin + performance.now();
  const events = ids.map((id) => invoice(lanes[0]?.eventType, id));
  await connection.send(postOf(door, JSON.stringify({ events })));
  connection.close();
  await scene.untilIdle(tenant);
  const found = await arrivals(stack.slack);
  const { lost, doubled } = lostAndDoubled(ids, found);
  const requests = await slack.requests("chat.postMessage");
  const refused = requests.filter(({ status, at }) => status === 429 && at >= startedAt).length;
  const took = (Math.max(...[...found.values()].flat()) - startedAt) / 1000;
  await slack.limits({ off: true });
  const none = (name: string, value: number): Figure => ({
    name,
    unit: "",
    rounds: [value],
    target: "0",
    met: (count) => count === 0,
  });
  return [
    none(`burst of ${size} to one channel: lost`, lost),
    none(`burst of ${size} to one channel: doubled`, doubled),
    none(`burst of ${size} to one channel: refused by Slack`, refused),
    {
      name: `burst of ${size} to one channel: until the last stands`,
      unit: "s",
      rounds: [took],
      baseline: { name: "ideal at 1/s", rounds: [(size - 1) / PER_SECOND] },
      target: "ratio ≤ 1.10, or sooner by folding",
      met: (_value, ratio) => ratio <= 1.1,
    },
  ];
}
