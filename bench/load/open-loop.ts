import { type Connection, openConnection } from "./connection";
import { type Door, postOf } from "./door";

type OpenLoop = {
  door: Door;
  perSecond: number;
  seconds: number;
  /** The n-th request's JSON text. */
  next(index: number): string;
};

export type OpenResult = {
  /** When each request was meant to start, in milliseconds since the epoch. */
  intendedAt: number[];
  /** Milliseconds from then to its 2xx. */
  accepted: number[];
  /** Answers that were not 2xx, by status. */
  others: Map<number, number>;
};

/**
 * Requests arrive at a fixed rate, whatever becomes of the earlier ones. Latency counts from the intended instant, so
 * that a server that stalls cannot hide it by slowing its clients.
 */
export async function openLoop({ door, perSecond, seconds, next }: OpenLoop): Promise<OpenResult> {
  const count = Math.round(perSecond * seconds);
  const idle: Connection[] = [];
  const all: Connection[] = [];
  const result: OpenResult = { intendedAt: [], accepted: [], others: new Map() };
  const underWay: Promise<void>[] = [];

  const post = async (index: number, intended: number) => {
    const connection = idle.pop() ?? (await openConnection(door));
    const { status } = await connection.send(postOf(door, next(index)));
    idle.push(connection);
    if (status >= 200 && status < 300) result.accepted.push(performance.now() - intended);
    else result.others.set(status, (result.others.get(status) ?? 0) + 1);
  };

  for (let connection = 0; connection < 8; connection++) idle.push(await openConnection(door));
  all.push(...idle);
  const startedAt = performance.now();
  for (let index = 0; index < count; index++) {
    const intended = startedAt + (index * 1000) / perSecond;
    // A timer is late by up to a millisecond and more; what is left is waited for by coming back at once.
    for (let left = intended - performance.now(); left > 0; left = intended - performance.now()) {
      await (left > 2
        ? new Promise((resolve) => setTimeout(resolve, left - 1.5))
        : new Promise(setImmediate));
    }
    result.intendedAt.push(performance.timeOrigin + intended);
    underWay.push(post(index, intended));
  }
  await Promise.all(underWay);
  for (const connection of new Set([...all, ...idle])) connection.close();
  return result;
}
