import type { FailureEventArgs } from "inngest";
import { expect, test } from "vitest";
import { z } from "zod";
import { startEngine } from "../engine";
import { startApp } from "../testing/app";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";
import { TEST_KEYS } from "../testing/keys";

const ENGINE_ONLY = test.skipIf(process.env.INNGEST_BASE_URL);
const healthSchema = z.object({
  status: z.string(),
  functions: z.number(),
  app: z.object({ up: z.boolean(), problem: z.string().nullable() }),
});
const health = async (url: string) => healthSchema.parse(await (await fetch(`${url}/health`)).json());

ENGINE_ONLY(
  "an operation that the engine does not do fails the run with a message that names it",
  async () => {
    const heard: string[] = [];
    const harness = await startHarness((client, event) => [
      client.createFunction(
        {
          id: "signal",
          retries: 3,
          triggers: [{ event: event("x") }],
          onFailure: ({ error }: FailureEventArgs) => void heard.push(error.message),
        },
        async ({ step }) => {
          await step.waitForSignal("answer", { signal: "s", timeout: "1m" });
        },
      ),
    ]);
    await harness.send("x");
    await eventually(() => expect(heard).toHaveLength(1));
    expect(heard[0]).toMatch(/WaitForSignal \(step "answer"\) is not supported/);
  },
);

ENGINE_ONLY("a build that asks for something the engine does not do is refused, and says so", async () => {
  const seen: string[] = [];
  let build = "good";
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, () => seen.push("x")),
  ]);
  const app = await startApp(harness.client, () => [
    harness.client.createFunction(
      { id: "b", triggers: [{ event: "y" }], ...(build === "bad" ? { timeouts: { finish: "10s" } } : {}) },
      () => undefined,
    ),
  ]);
  build = "bad";
  const engine = await startEngine({
    databaseUrl: harness.databaseUrl,
    port: 0,
    appUrl: app.url,
    ...TEST_KEYS,
  });
  try {
    await eventually(async () => {
      const state = await health(engine.url);
      expect(state.status).toBe("degraded");
      expect(state.app.problem).toMatch(/-b is refused: timeouts: timeouts is not supported/);
    });
  } finally {
    await engine.stop();
    await app.stop();
  }
  await harness.send("x");
  await eventually(() => expect(seen).toEqual(["x"]));
});

ENGINE_ONLY("a new build's functions are picked up while the engine runs", async () => {
  const seen: string[] = [];
  let ids = ["old"];
  const harness = await startHarness(() => []);
  const app = await startApp(harness.client, () =>
    ids.map((id) =>
      harness.client.createFunction({ id, retries: 0, triggers: [{ event: harness.event(id) }] }, () =>
        seen.push(id),
      ),
    ),
  );
  const engine = await startEngine({
    databaseUrl: harness.databaseUrl,
    port: 0,
    appUrl: app.url,
    ...TEST_KEYS,
  });
  try {
    await eventually(async () => expect((await health(engine.url)).functions).toBe(1));
    ids = ["old", "new"];
    await eventually(async () => expect((await health(engine.url)).functions).toBe(2));
    await harness.client
      .setEnvVars({ INNGEST_BASE_URL: engine.url })
      .send({ name: harness.event("new"), data: {} });
    await eventually(() => expect(seen).toEqual(["new"]));
  } finally {
    await engine.stop();
    await app.stop();
  }
});

ENGINE_ONLY(
  "events that arrive while the app is down run when it is up, by functions known from before",
  async () => {
    const seen: number[] = [];
    const harness = await startHarness((client, event) => [
      client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, ({ event: given }) =>
        seen.push(given.data.n),
      ),
    ]);
    await harness.app.stop();
    for (const n of [1, 2, 3]) await harness.send("x", { n });
    await harness.engine?.stop();
    const engine = await harness.anotherEngine();
    const functions = [
      harness.client.createFunction(
        { id: "a", retries: 0, triggers: [{ event: harness.event("x") }] },
        ({ event: given }) => seen.push(given.data.n),
      ),
    ];
    expect((await health(engine.url)).app.up).toBe(false);
    const again = await startApp(harness.client, () => functions, harness.app.port);
    await eventually(() => expect(seen.toSorted()).toEqual([1, 2, 3]));
    await again.stop();
  },
);
