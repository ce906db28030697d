import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { apiClient } from "./api-client";
import { custom } from "./event";
import type { Lane } from "./lanes";

/** What the sender was promised by a 202: the token of each event, and the ids that it was answered with. */
export type Ledger = Map<string, Set<string>>;

const answerSchema = z.object({
  events: z.tuple([z.object({ id: z.string(), status: z.enum(["accepted", "duplicate"]) })]),
});

type Load = { web: string; apiKey: string; lanes: readonly Lane[]; perSecond: number };

/**
 * Posts single events at a steady pace to the lanes in turn, each again and again with the same id until a 202 comes
 * back, as a careful backend does.
 * @returns `stop`: ends the load once every event that was begun is promised, and answers the ledger
 */
export function steadyLoad({ web, apiKey, lanes, perSecond }: Load): { stop(): Promise<Ledger> } {
  const ledger: Ledger = new Map();
  const underWay = new Set<Promise<void>>();
  const api = apiClient(web, apiKey);
  let count = 0;

  async function post(eventType: string): Promise<void> {
    const event = custom(eventType);
    for (;;) {
      const answer = await api.send(event).catch(() => undefined);
      if (answer?.status === 202) {
        const [{ id }] = answerSchema.parse(answer.body).events;
        ledger.set(event.id, (ledger.get(event.id) ?? new Set()).add(id));
        return;
      }
      if (answer && answer.status < 500)
        throw new Error(`An event was refused: ${answer.status} ${answer.text}`);
      await delay(100);
    }
  }

  const timer = setInterval(() => {
    const lane = lanes[count++ % lanes.length];
    if (!lane) return;
    const one: Promise<void> = post(lane.eventType).finally(() => underWay.delete(one));
    underWay.add(one);
  }, 1000 / perSecond);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      return ledger;
    },
  };
}
