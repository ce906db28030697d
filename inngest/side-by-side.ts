import { setTimeout as delay } from "node:timers/promises";

/**
 * Works on all items side by side. What has come of them is handed over in parts, whenever so many milliseconds have
 * passed, so that one that takes long keeps none of the others waiting.
 * @throws what the first failed one threw, after all have ended and everything was handed over.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  handOver: (results: Result[]) => Promise<void>,
  everyMs = 200,
): Promise<void> {
  let done: Result[] = [];
  const one = async (item: Item) => {
    const result = await work(item);
    done.push(result);
  };
  const all = Promise.allSettled(items.map(one));
  for (let isOver = false; !isOver; ) {
    const rest = new AbortController();
    const pause = delay(everyMs, false, { signal: rest.signal }).catch(() => false);
    isOver = await Promise.race([all.then(() => true), pause]);
    rest.abort();
    const part = done;
    done = [];
    if (part.length > 0) await handOver(part);
  }
  const failed = (await all).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}
