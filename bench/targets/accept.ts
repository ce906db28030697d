import { buildBareNext } from "../baselines/build-bare-next";
import { makeRawTable, rawInsert } from "../baselines/raw-insert";
import { type BaselineServer, startBareNext, startHttpInsert } from "../baselines/start-server";
import type { Figure } from "../figure";
import { type ClosedResult, closedLoop } from "../load/closed-loop";
import { type Door, doorOf } from "../load/door";
import { batchOf, oneEvent } from "../load/payloads";
import type { Scene } from "../scene";

type Rounds = { rounds: number; seconds: number };

/** Refuses to call refusals a speed. */
function accepted({ perSecond, others }: ClosedResult): number {
  if (others.size > 0) throw new Error(`Not everything was accepted: ${JSON.stringify([...others])}`);
  return perSecond;
}

const single = async (door: Door, seconds: number) =>
  accepted(await closedLoop({ door, connections: 32, seconds, next: oneEvent }));

const batches = async (door: Door, seconds: number, size: number) =>
  size * accepted(await closedLoop({ door, connections: 2, seconds, next: () => batchOf(size) }));

/** Measures ours and theirs in turn, and the other way round in the next round. */
async function sideBySide(
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<{ ours: number[]; theirs: number[] }> {
  const values = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? (["theirs", "ours"] as const) : (["ours", "theirs"] as const);
    for (const who of order) values[who].push(await (who === "ours" ? ours() : theirs()));
  }
  return values;
}

async function against(
  { url, stop }: Pick<BaselineServer, "url" | "stop">,
  { stack, quiet, doorTo, untilIdle }: Scene,
  { rounds, seconds }: Rounds,
): Promise<{ ours: number[]; theirs: number[] }> {
  try {
    await makeRawTable(stack.databaseUrl);
    const ours = async () => {
      const value = await single(doorTo(quiet), seconds);
      await untilIdle(quiet);
      return value;
    };
    return await sideBySide(rounds, ours, () => single(doorOf(url), seconds));
  } finally {
    await stop();
  }
}

/** P1: single events, closed 32, against a bare Next route with a one-row insert. */
export async function acceptSingle(scene: Scene, rounds: Rounds): Promise<Figure> {
  await buildBareNext();
  const { url, stop } = await startBareNext(scene.stack.databaseUrl);
  const { ours, theirs } = await against({ url: `${url}/insert`, stop }, scene, rounds);
  return {
    name: "accept, single, closed 32",
    unit: "events/s",
    rounds: ours,
    baseline: { name: "bare Next route + one-row insert", rounds: theirs },
    target: "ratio ≥ 0.90",
    met: (_value, ratio) => ratio >= 0.9,
  };
}

/** The same against a bare node:http server, which needs no build. */
export async function acceptSingleQuickly(scene: Scene, rounds: Rounds): Promise<Figure> {
  const { ours, theirs } = await against(await startHttpInsert(scene.stack.databaseUrl), scene, rounds);
  return {
    name: "accept, single, closed 32",
    unit: "events/s",
    rounds: ours,
    baseline: { name: "bare node:http + one-row insert", rounds: theirs },
  };
}

/** P2 and P3: batches with two connections, against raw statements of as many rows with two clients. */
export async function acceptBatches(
  scene: Scene,
  size: 100 | 1000,
  { rounds, seconds }: Rounds,
): Promise<Figure> {
  const { stack, quiet, doorTo, untilIdle } = scene;
  await makeRawTable(stack.databaseUrl);
  const values = await sideBySide(
    rounds,
    async () => {
      const value = await batches(doorTo(quiet), seconds, size);
      await untilIdle(quiet);
      return value;
    },
    () => rawInsert({ databaseUrl: stack.databaseUrl, clients: 2, rowsPerStatement: size, seconds }),
  );
  const least = size === 100 ? 0.5 : 0.6;
  return {
    name: `accept, batch ${size.toLocaleString("en-US")}, two connections`,
    unit: "events/s",
    rounds: values.ours,
    baseline: { name: `raw ${size}-row statements, two clients`, rounds: values.theirs },
    target: `ratio ≥ ${least.toFixed(2)}`,
    met: (_value, ratio) => ratio >= least,
  };
}
