import { show } from "./figure";
import { onScene } from "./scene";
import { acceptBatches, acceptSingleQuickly } from "./targets/accept";
import { latencyFigures } from "./targets/latency";

const startedAt = performance.now();

await onScene(async (scene) => {
  console.log(
    "One machine, one round, a few seconds each: for the order of magnitude. `npm run bench` measures.",
  );
  const latency = { perSecond: 50, lanes: 200, seconds: 8, rounds: 1 };
  for (const figure of await latencyFigures(scene, latency, { p50: 10, p99: 40 })) show(figure);
  show(await acceptSingleQuickly(scene, { rounds: 1, seconds: 4 }));
  show(await acceptBatches(scene, 100, { rounds: 1, seconds: 3 }));
  console.log(`  memory of the console: ${Math.round(scene.memory())} MB`);
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

console.log(`  done in ${Math.round((performance.now() - startedAt) / 1000)} s`);
