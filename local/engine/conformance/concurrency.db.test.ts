import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { eventually, shortly } from "../testing/eventually";
import { startHarness } from "../testing/harness";
import { createMeter } from "../testing/meter";

test("a concurrency key lets no more in than its limit, and keeps their order", async () => {
  const meter = createMeter();
  const order: Record<string, number[]> = { a: [], b: [], c: [] };
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "lane",
        retries: 0,
        triggers: [{ event: event("x") }],
        concurrency: { limit: 1, key: "event.data.lane" },
      },
      async ({ event: given }) => {
        const leave = meter.enter(given.data.lane);
        order[given.data.lane]?.push(given.data.n);
        await pause(2);
        leave();
      },
    ),
  ]);
  for (let n = 0; n < 20; n += 1) {
    await harness.client.send(
      ["a", "b", "c"].map((lane) => ({ name: harness.event("x"), data: { lane, n } })),
    );
  }
  const counted = Array.from({ length: 20 }, (_, n) => n);
  await eventually(() => expect(order).toEqual({ a: counted, b: counted, c: counted }));
  expect(["a", "b", "c"].map(meter.most)).toEqual([1, 1, 1]);
});

test("the next in line follows at once when a place is free", async () => {
  const at: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "lane",
        retries: 0,
        triggers: [{ event: event("x") }],
        concurrency: { limit: 1, key: "event.data.lane" },
      },
      () => {
        at.push(performance.now());
      },
    ),
  ]);
  await harness.client.send(
    Array.from({ length: 30 }, () => ({ name: harness.event("x"), data: { lane: "a" } })),
  );
  await eventually(() => expect(at).toHaveLength(30));
  const gaps = at.slice(1).map((time, i) => time - Number(at[i]));
  const median = gaps.toSorted((a, b) => a - b)[14];
  expect(median).toBeLessThan(100);
});

test("a limit of several is used to the full, also with a second key", async () => {
  const meter = createMeter();
  const inside = new Set<string>();
  const open = new Set<string>();
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "both",
        retries: 0,
        triggers: [{ event: event("x") }],
        concurrency: [{ limit: 3 }, { limit: 2, key: "event.data.team" }],
      },
      async ({ event: { data } }) => {
        const leave = [meter.enter("all"), meter.enter(data.team)];
        inside.add(`${data.team}${data.n}`);
        await eventually(() => expect(open).toContain(data.team), 20_000);
        inside.delete(`${data.team}${data.n}`);
        for (const out of leave) out();
      },
    ),
  ]);
  const teams = ["a", "a", "a", "a", "b", "b", "b", "b"];
  await harness.client.send(teams.map((team, n) => ({ name: harness.event("x"), data: { team, n } })));
  await eventually(() => expect([...inside].sort()).toEqual(["a0", "a1", "b4"]));
  open.add("a");
  await eventually(() => expect([...inside].sort()).toEqual(["b4", "b5"]));
  open.add("b");
  await eventually(() => expect(inside.size).toBe(0));
  expect([meter.most("all"), meter.most("a"), meter.most("b")]).toEqual([3, 2, 2]);
});

test("a sleeping or waiting run holds no place, a run that waits for a retry neither", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "lane",
        retries: 1,
        triggers: [{ event: event("x") }],
        concurrency: { limit: 1, key: "event.data.lane" },
      },
      async ({ step, event: given, attempt }) => {
        const { RetryAfterError } = await import("inngest");
        if (given.data.n === 0 && attempt === 0) throw new RetryAfterError("later", shortly(500));
        await step.run("begin", () => log.push(`begin ${given.data.n}`));
        await step.sleep("nap", "1s");
        await step.run("end", () => log.push(`end ${given.data.n}`));
      },
    ),
  ]);
  await harness.client.send([0, 1, 2].map((n) => ({ name: harness.event("x"), data: { lane: "a", n } })));
  await eventually(() => expect(log).toHaveLength(6));
  expect(log.slice(0, 3)).toEqual(["begin 1", "begin 2", "begin 0"]);
});

test("a lane that is blocked does not hold up another one", async () => {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "lane",
        retries: 0,
        triggers: [{ event: event("x") }],
        concurrency: { limit: 1, key: "event.data.lane" },
      },
      async ({ event: given }) => {
        if (given.data.lane === "stuck") await gate;
        log.push(given.data.lane);
      },
    ),
  ]);
  const stuck = Array.from({ length: 300 }, () => ({ name: harness.event("x"), data: { lane: "stuck" } }));
  await harness.client.send(stuck);
  await harness.send("x", { lane: "free" });
  await eventually(() => expect(log).toEqual(["free"]));
  release();
  await eventually(() => expect(log).toHaveLength(301), 20_000);
});
