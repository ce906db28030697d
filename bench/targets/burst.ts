import { reconcile } from "@/e2e/support/reconcile";
import { slackView } from "@/e2e/support/slack-view";
import type { Figure } from "../figure";
import { openConnection } from "../load/connection";
import { postOf } from "../load/door";
import { invoice, nextId } from "../load/payloads";
import type { Scene } from "../scene";

/** Slack's pace: about one message a second a channel. */
const PER_SECOND = 1;

const none = (name: string, value: number): Figure => ({
  name,
  unit: "",
  rounds: [value],
  target: "0",
  met: (count) => count === 0,
});

/** Sends the events at once and waits until all is told. Answers when it began, in milliseconds since the epoch. */
async function burst(
  scene: Scene,
  tenant: Parameters<Scene["doorTo"]>[0],
  events: unknown[],
): Promise<number> {
  const door = scene.doorTo(tenant);
  const connection = await openConnection(door);
  const startedAt = performance.timeOrigin + performance.now();
  await connection.send(postOf(door, JSON.stringify({ events })));
  connection.close();
  await scene.untilIdle(tenant);
  return startedAt;
}

/** P8: events in a burst to one channel that takes one a second. Nothing may be lost, doubled or refused. */
export async function burstFigures(scene: Scene, size: number): Promise<Figure[]> {
  const { stack } = scene;
  const slack = slackView(stack.slack);
  await slack.limits({ on: true });
  const { tenant, lanes } = await scene.withLanes(1);
  const ids = Array.from({ length: size }, nextId);
  const events = ids.map((id) => invoice(lanes[0]?.eventType, id));
  const startedAt = await burst(scene, tenant, events);

  const messages = await slack.messages(lanes[0]?.channel);
  const ledger = new Map(ids.map((id) => [id, new Set([id])]));
  const where = { databaseUrl: stack.databaseUrl, projectId: tenant.projectId };
  const { lost, doubled, doubledAndMarked, folded } = await reconcile(ledger, messages, where);
  const requests = await slack.requests("chat.postMessage");
  const refused = requests.filter(({ status, at }) => status === 429 && at >= startedAt);
  await slack.limits({ off: true });
  const what = `burst of ${size} to one channel`;
  return [
    none(`${what}: lost`, lost.length),
    none(`${what}: doubled`, doubled.length + doubledAndMarked.length),
    none(`${what}: refused by Slack`, refused.length),
    { name: `${what}: told in counted messages`, unit: "events", rounds: [folded] },
    { name: `${what}: messages`, unit: "", rounds: [messages.length] },
    {
      name: `${what}: until the last stands`,
      unit: "s",
      rounds: [(Math.max(...messages.map(({ receivedAt }) => receivedAt)) - startedAt) / 1000],
      baseline: { name: "ideal at 1/s", rounds: [(size - 1) / PER_SECOND] },
      target: "ratio ≤ 1.10, or sooner by folding",
      met: (_value, ratio) => ratio <= 1.1,
    },
  ];
}
