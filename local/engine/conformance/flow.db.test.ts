import type { EventPayload } from "inngest";
import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";

test("throttle spaces the starts of a key, and drops none", async () => {
  const at: Record<string, number[]> = { a: [], b: [] };
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "paced",
        retries: 0,
        triggers: [{ event: event("x") }],
        throttle: { limit: 1, period: "1s", key: "event.data.key" },
      },
      ({ event: given }) => {
        at[given.data.key]?.push(Date.now());
      },
    ),
  ]);
  const sent = Date.now();
  await harness.client.send(["a", "a", "b", "a"].map((key) => ({ name: harness.event("x"), data: { key } })));
  await eventually(() => expect([at.a?.length, at.b?.length]).toEqual([3, 1]));
  const [first = 0, second = 0, third = 0] = at.a ?? [];
  expect(second - sent).toBeGreaterThanOrEqual(1_000);
  expect(third - sent).toBeGreaterThanOrEqual(2_000);
  expect(third - sent).toBeLessThan(4_000);
  expect(Math.max(first, Number(at.b?.[0]))).toBeLessThan(second);
});

test("rateLimit and idempotency drop what is too much", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "limited",
        retries: 0,
        triggers: [{ event: event("x") }],
        rateLimit: { limit: 2, period: "1h", key: "event.data.key" },
      },
      ({ event: given }) => log.push(`limited ${given.data.key}`),
    ),
    client.createFunction(
      { id: "once", retries: 0, triggers: [{ event: event("x") }], idempotency: "event.data.key" },
      ({ event: given }) => log.push(`once ${given.data.key}`),
    ),
    client.createFunction({ id: "marker", retries: 0, triggers: [{ event: event("end") }] }, () =>
      log.push("end"),
    ),
  ]);
  for (const key of ["a", "a", "a", "b"]) await harness.send("x", { key });
  await harness.send("end");
  await eventually(() => expect(log).toHaveLength(6));
  expect(log.toSorted()).toEqual(["end", "limited a", "limited a", "limited b", "once a", "once b"]);
});

test("a batch runs when it is full or its time is over, per key", async () => {
  const batches: { key: string; ns: number[]; at: number }[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "batch",
        retries: 0,
        triggers: [{ event: event("x") }],
        batchEvents: { maxSize: 5, timeout: "1s", key: "event.data.key" },
      },
      ({ events }) => {
        batches.push({
          key: events[0].data.key,
          ns: events.map((given: EventPayload) => given.data.n),
          at: Date.now(),
        });
      },
    ),
  ]);
  const sent = Date.now();
  const keys = ["a", "a", "a", "b", "a", "a", "a", "a"];
  await harness.client.send(keys.map((key, n) => ({ name: harness.event("x"), data: { key, n } })));
  await eventually(() => expect(batches).toHaveLength(3));
  const full = batches.find((batch) => batch.ns.length === 5);
  expect(full?.ns).toEqual([0, 1, 2, 4, 5]);
  expect(Number(full?.at) - sent).toBeLessThan(900);
  const rest = batches
    .filter((batch) => batch !== full)
    .sort((left, right) => left.ns.length - right.ns.length);
  expect(rest.map((batch) => batch.ns)).toEqual([[3], [6, 7]]);
  for (const batch of rest) expect(batch.at - sent).toBeGreaterThanOrEqual(1_000);
});

test("a failing batch is tried again with all of its events", async () => {
  const seen: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "batch",
        retries: 1,
        triggers: [{ event: event("x") }],
        batchEvents: { maxSize: 2, timeout: "60s" },
      },
      async ({ events, attempt }) => {
        const { RetryAfterError } = await import("inngest");
        seen.push(`${attempt}: ${events.map((given: EventPayload) => given.data.n)}`);
        if (attempt === 0) throw new RetryAfterError("again", new Date(Date.now() + 30));
      },
    ),
  ]);
  await harness.client.send([1, 2].map((n) => ({ name: harness.event("x"), data: { n } })));
  await eventually(() => expect(seen).toEqual(["0: 1,2", "1: 1,2"]));
});

test("debounce runs once, with the last event", async () => {
  const seen: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "quiet",
        retries: 0,
        triggers: [{ event: event("x") }],
        debounce: { period: "1s", key: "event.data.key" },
      },
      ({ event: given }) => seen.push(given.data.n),
    ),
  ]);
  for (const n of [1, 2, 3]) await harness.send("x", { key: "a", n });
  await harness.send("x", { key: "b", n: 9 });
  await eventually(() => expect(seen).toHaveLength(2));
  expect(seen.toSorted()).toEqual([3, 9]);
});

test("a singleton skips what comes while it runs, or gives way to it", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) =>
    (["skip", "cancel"] as const).map((mode) =>
      client.createFunction(
        {
          id: mode,
          retries: 0,
          triggers: [{ event: event("x") }],
          singleton: { mode, key: "event.data.key" },
        },
        async ({ step, event: given }) => {
          await step.run("begin", () => log.push(`${mode} begin ${given.data.n}`));
          await step.waitForEvent("go", { event: event("go"), timeout: "1m" });
          await step.run("end", () => log.push(`${mode} end ${given.data.n}`));
        },
      ),
    ),
  );
  await harness.send("x", { key: "a", n: 1 });
  await eventually(() => expect(log).toHaveLength(2));
  await harness.send("x", { key: "a", n: 2 });
  await eventually(() => expect(log).toContain("cancel begin 2"));
  await eventually(async () => {
    await harness.send("go");
    expect(log.filter((line) => line.includes("end"))).toHaveLength(2);
  });
  expect(log.toSorted()).toEqual([
    "cancel begin 1",
    "cancel begin 2",
    "cancel end 2",
    "skip begin 1",
    "skip end 1",
  ]);
});

test("of what waits for a place, the higher priority goes first", async () => {
  const order: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "ranked",
        retries: 0,
        triggers: [{ event: event("x") }],
        concurrency: { limit: 1 },
        priority: { run: "event.data.severity == 'critical' ? 300 : 0" },
      },
      async ({ event: given }) => {
        order.push(given.data.severity);
        if (given.data.severity === "first") await gate;
      },
    ),
  ]);
  await harness.send("x", { severity: "first" });
  await eventually(() => expect(order).toEqual(["first"]));
  await harness.client.send(
    ["low", "low", "critical"].map((severity) => ({ name: harness.event("x"), data: { severity } })),
  );
  release();
  await eventually(() => expect(order).toEqual(["first", "critical", "low", "low"]));
});
