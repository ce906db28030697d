import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPostgres } from "@/local/postgres";
import { crashStage } from "../testing/crash-stage";
import { eventually } from "../testing/eventually";

const ENGINE_ONLY = test.skipIf(process.env.INNGEST_BASE_URL);
const MINUTE = 60_000;
const all = (count: number) => Array.from({ length: count }, (_, n) => n);

ENGINE_ONLY("kill -9 of the engine in the middle of runs loses none", { timeout: MINUTE }, async () => {
  const stage = await crashStage();
  stage.startApp();
  let engine = stage.startEngine();
  await Promise.all(all(40).map((n) => stage.send("chain", n)));
  await eventually(async () => expect((await stage.effects("one")).length).toBeGreaterThan(0));
  await engine.kill();
  expect((await stage.effects("three")).length).toBeLessThan(40);
  engine = stage.startEngine();
  await stage.send("chain", 40);
  await eventually(
    async () => expect(new Set(await stage.effects("three"))).toEqual(new Set(all(41))),
    30_000,
  );
  await eventually(async () => expect(await stage.waiting()).toBe(0), 10_000);
});

ENGINE_ONLY(
  "a killed app is called again as soon as it is back, and no attempt is lost",
  { timeout: MINUTE },
  async () => {
    const stage = await crashStage();
    const app = stage.startApp();
    stage.startEngine();
    await Promise.all(all(20).map((n) => stage.send("single", n)));
    await eventually(async () => expect((await stage.effects("single")).length).toBeGreaterThan(0));
    await app.kill();
    for (const n of all(40)) await stage.send("single", n);
    stage.startApp();
    await eventually(
      async () => expect(new Set(await stage.effects("single"))).toEqual(new Set(all(40))),
      20_000,
    );
    const effects = await stage.effects("single");
    expect(effects.length).toBeLessThan(40 + 20);
  },
);

ENGINE_ONLY(
  "a call that kills the app every time ends as a failed attempt, and others go on",
  { timeout: MINUTE },
  async () => {
    const stage = await crashStage();
    let app = stage.startApp();
    stage.startEngine();
    await stage.send("poison", 1);
    await eventually(async () => {
      if (gone(app.pid)) app = stage.startApp();
      expect(await stage.effects("poisoned")).toEqual([1]);
    }, 40_000);
    const touched = (await stage.effects("touched")).length;
    expect(touched).toBeGreaterThanOrEqual(5);
    expect(touched).toBeLessThanOrEqual(10);
    await stage.send("single", 1);
    await eventually(async () => expect(await stage.effects("single")).toEqual([1]));
  },
);

ENGINE_ONLY("kill -9 of Postgres loses nothing that was accepted", { timeout: MINUTE }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "engine-crash-"));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const first = await startPostgres({ dataDir, port: 0 });
  const stage = await crashStage(first.url);
  stage.startApp();
  stage.startEngine();
  await Promise.all(all(20).map((n) => stage.send("chain", n)));
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  const second = await startPostgres({ dataDir, port: first.port });
  onTestFinished(() => second.stop("immediate"));
  await stage.send("chain", 20);
  await eventually(
    async () => expect(new Set(await stage.effects("three"))).toEqual(new Set(all(21))),
    30_000,
  );
  await eventually(async () => expect(await stage.waiting()).toBe(0), 10_000);
});

function gone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
