import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";
import { TEST_KEYS } from "../testing/keys";
import { createMeter } from "../testing/meter";

const ENGINE_ONLY = test.skipIf(process.env.INNGEST_BASE_URL);

ENGINE_ONLY("two engines run every event once and keep limits exactly, whichever took it in", async () => {
  const meter = createMeter();
  const runs = new Map<number, number>();
  const harness = await startHarness(
    (client, event) => [
      client.createFunction(
        {
          id: "lane",
          retries: 0,
          triggers: [{ event: event("x") }],
          concurrency: { limit: 2, key: "event.data.lane" },
        },
        async ({ event: given }) => {
          const leave = meter.enter(given.data.lane);
          runs.set(given.data.n, (runs.get(given.data.n) ?? 0) + 1);
          await pause(3);
          leave();
        },
      ),
    ],
    { maxCalls: 8 },
  );
  const other = await harness.anotherEngine();
  const urls = [harness.baseUrl, other.url];
  const posts = Array.from({ length: 150 }, (_, n) =>
    fetch(`${urls[n % 2]}/e/${TEST_KEYS.eventKey}`, {
      method: "POST",
      body: JSON.stringify({
        name: harness.event("x"),
        id: `e${n % 120}`,
        data: { lane: `l${n % 5}`, n: n % 120 },
      }),
    }).then((response) => response.status),
  );
  expect(new Set(await Promise.all(posts))).toEqual(new Set([200]));
  await eventually(() => expect(runs.size).toBe(120), 20_000);
  await harness.anotherEngine().then((third) => third.stop());
  expect([...runs.values()].filter((count) => count !== 1)).toEqual([]);
  for (const lane of meter.keys()) expect(meter.most(lane)).toBeLessThanOrEqual(2);
});

ENGINE_ONLY("steps that one engine began go on when it is stopped and another is there", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "long", retries: 0, triggers: [{ event: event("x") }] }, async ({ step }) => {
      await step.run("one", () => log.push("one"));
      await step.sleep("nap", "1s");
      await step.run("two", () => log.push("two"));
    }),
  ]);
  await harness.send("x");
  await eventually(() => expect(log).toEqual(["one"]));
  await harness.anotherEngine();
  await harness.engine?.stop();
  await eventually(() => expect(log).toEqual(["one", "two"]));
});

ENGINE_ONLY("what only one engine can take when the other is full is taken at once", async () => {
  let inside = 0;
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const harness = await startHarness(
    (client, event) => [
      client.createFunction({ id: "slow", retries: 0, triggers: [{ event: event("x") }] }, async () => {
        inside += 1;
        await gate;
      }),
    ],
    { maxCalls: 2 },
  );
  await harness.anotherEngine();
  await harness.client.send(Array.from({ length: 4 }, (_, n) => ({ name: harness.event("x"), data: { n } })));
  await eventually(() => expect(inside).toBe(4));
  release();
});
