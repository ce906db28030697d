import { openConnection } from "./connection";
import { type Door, postOf } from "./door";

type ClosedLoop = {
  door: Door;
  connections: number;
  seconds: number;
  /** Not counted: it gives compilers and pools their time. */
  warmUpSeconds?: number;
  /** The next request's JSON text. */
  next(): string;
};

export type ClosedResult = {
  /** Requests answered with 2xx, each second. */
  perSecond: number;
  /** Milliseconds of each of them. */
  latencies: number[];
  /** Answers that were not 2xx, by status. */
  others: Map<number, number>;
};

/** Every connection sends its next request as soon as the last one is answered. */
export async function closedLoop(load: ClosedLoop): Promise<ClosedResult> {
  const startedAt = performance.now();
  const countFrom = startedAt + (load.warmUpSeconds ?? 1) * 1000;
  const endAt = countFrom + load.seconds * 1000;
  const latencies: number[] = [];
  const others = new Map<number, number>();
  const work = async () => {
    const connection = await openConnection(load.door);
    for (let sentAt = performance.now(); sentAt < endAt; sentAt = performance.now()) {
      const { status } = await connection.send(postOf(load.door, load.next()));
      const now = performance.now();
      if (now < countFrom || now > endAt) continue;
      if (status >= 200 && status < 300) latencies.push(now - sentAt);
      else others.set(status, (others.get(status) ?? 0) + 1);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: load.connections }, work));
  return { perSecond: latencies.length / load.seconds, latencies, others };
}
