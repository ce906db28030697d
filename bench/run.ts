import { type Figure, show } from "./figure";
import { onScene, type Scene } from "./scene";
import { acceptBatches, acceptSingle } from "./targets/accept";
import { burstFigures } from "./targets/burst";
import { latencyFigures } from "./targets/latency";
import { startFigures } from "./targets/start";
import { throughputFigures } from "./targets/throughput";

const ROUNDS = 3;
const rounds = { rounds: ROUNDS, seconds: 5 };

type Target = { title: string; run(): Promise<Figure[]> };

const scene = (work: (scene: Scene) => Promise<Figure[]>) => () => onScene(work);

/** What can be measured, by the numbers of the performance targets. */
const targets: Record<string, Target> = {
  P1: { title: "accept, single", run: scene(async (one) => [await acceptSingle(one, rounds)]) },
  P2: { title: "accept, batch 100", run: scene(async (one) => [await acceptBatches(one, 100, rounds)]) },
  P3: { title: "accept, batch 1,000", run: scene(async (one) => [await acceptBatches(one, 1000, rounds)]) },
  P4: {
    title: "delivered latency at 50/s",
    run: scene((one) =>
      latencyFigures(one, { perSecond: 50, lanes: 200, seconds: 15, rounds: ROUNDS }, { p50: 10, p99: 40 }),
    ),
  },
  P5: {
    title: "delivered latency at 300/s",
    run: scene((one) =>
      latencyFigures(one, { perSecond: 300, lanes: 900, seconds: 15, rounds: ROUNDS }, { p50: 20, p99: 100 }),
    ),
  },
  P6: {
    title: "deliveries, closed 32",
    run: scene((one) =>
      throughputFigures(one, { connections: 32, batch: 1, lanes: 4000, seconds: 8, rounds: ROUNDS }),
    ),
  },
  P7: {
    title: "deliveries, batch 100",
    run: scene((one) =>
      throughputFigures(one, { connections: 2, batch: 100, lanes: 8000, seconds: 2, rounds: ROUNDS }),
    ),
  },
  P8: { title: "a burst to one channel", run: scene((one) => burstFigures(one, 100)) },
  P15: { title: "starting", run: () => startFigures(ROUNDS) },
};

async function main(): Promise<void> {
  const chosen = process.argv.slice(2).map((name) => name.toUpperCase());
  const names = chosen.length > 0 ? chosen : Object.keys(targets);
  const unknown = names.filter((name) => !(name in targets));
  if (unknown.length > 0)
    throw new Error(`There is no ${unknown.join(", ")}; there is ${Object.keys(targets).join(" ")}.`);
  for (const name of names) {
    const target = targets[name];
    if (!target) continue;
    console.log(`${name} ${target.title}`);
    for (const figure of await target.run()) show(figure);
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
