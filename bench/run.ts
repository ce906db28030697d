import { parseArgs } from "node:util";
import { type Figure, show } from "./figure";
import { onScene, type Scene } from "./scene";
import { acceptBatches, acceptSingle } from "./targets/accept";
import { burstFigures } from "./targets/burst";
import { latencyBesideCeiling, latencyFigures } from "./targets/latency";
import { decideFigures, watchFigures } from "./targets/rules";
import { startFigures } from "./targets/start";
import { throughputFigures } from "./targets/throughput";

const usage = "npm run bench -- [P1 P2 …] [--rounds 3] [--seconds 5]";

type Effort = { rounds: number; seconds: number };
type Target = { title: string; run(effort: Effort): Promise<Figure[]> };

const scene = (work: (scene: Scene, effort: Effort) => Promise<Figure[]>) => (effort: Effort) =>
  onScene((one) => work(one, effort));

/**
 * What can be measured, by the numbers of the performance targets. Every lane is paced to one message a second, so there
 * are always so many that no event waits for the one before it in its lane: one route and one destination a lane.
 */
const targets: Record<string, Target> = {
  P1: { title: "accept, single", run: scene(async (one, effort) => [await acceptSingle(one, effort)]) },
  P2: {
    title: "accept, batch 100",
    run: scene(async (one, effort) => [await acceptBatches(one, 100, effort)]),
  },
  P3: {
    title: "accept, batch 1,000",
    run: scene(async (one, effort) => [await acceptBatches(one, 1000, effort)]),
  },
  P4: {
    title: "delivered latency at 50/s",
    run: scene((one, effort) =>
      latencyBesideCeiling(one, { perSecond: 50, lanes: 200, ...effort }, { p50: 10, p99: 40 }),
    ),
  },
  P5: {
    title: "delivered latency at 300/s",
    run: scene((one, effort) =>
      latencyFigures(one, { perSecond: 300, lanes: 900, ...effort }, { p50: 20, p99: 100 }),
    ),
  },
  P6: {
    title: "deliveries, closed 32",
    run: scene((one, effort) =>
      throughputFigures(one, { connections: 32, batch: 1, lanes: 4000, ...effort }),
    ),
  },
  P7: {
    title: "deliveries, batch 100",
    run: scene((one, { rounds }) =>
      throughputFigures(one, { connections: 2, batch: 100, lanes: 8000, seconds: 2, rounds }),
    ),
  },
  P8: { title: "a burst to one channel", run: scene((one) => burstFigures(one, 100)) },
  P9: { title: "deciding with rules", run: decideFigures },
  P11: { title: "looking at rules", run: watchFigures },
  P15: { title: "starting", run: ({ rounds }) => startFigures(rounds) },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: "3" }, seconds: { type: "string", default: "5" } },
  });
  const effort = { rounds: Number(values.rounds), seconds: Number(values.seconds) };
  const chosen = positionals.map((name) => name.toUpperCase());
  const names = chosen.length > 0 ? chosen : Object.keys(targets);
  const unknown = names.filter((name) => !(name in targets));
  if (unknown.length > 0 || !(effort.rounds >= 1 && effort.seconds >= 1)) {
    throw new Error(`${usage}\nThere is ${Object.keys(targets).join(" ")}.`);
  }
  for (const name of names) {
    const target = targets[name];
    if (!target) continue;
    console.log(`${name} ${target.title}`);
    for (const figure of await target.run(effort)) show(figure);
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
