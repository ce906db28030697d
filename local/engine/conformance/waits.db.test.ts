import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";

test("waitForEvent takes the first event that matches, and only that", async () => {
  const log: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "wait", retries: 0, triggers: [{ event: event("asked") }] },
      async ({ step }) => {
        await step.run("ready", () => log.push("asked"));
        const answer = await step.waitForEvent("answer", {
          event: event("answered"),
          timeout: "1m",
          match: "data.id",
        });
        await step.run("end", () => log.push(answer?.data ?? null));
      },
    ),
  ]);
  await harness.send("answered", { id: "a", n: 0 });
  await harness.send("asked", { id: "a" });
  await eventually(() => expect(log).toEqual(["asked"]));
  await eventually(async () => {
    await harness.send("answered", { id: "b", n: 1 });
    await harness.send("answered", { id: "a", n: 2 });
    expect(log).toHaveLength(2);
  });
  expect(log[1]).toEqual({ id: "a", n: 2 });
});

test("waitForEvent with a condition looks at both events", async () => {
  const log: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "wait", retries: 0, triggers: [{ event: event("asked") }] },
      async ({ step }) => {
        const answer = await step.waitForEvent("answer", {
          event: event("answered"),
          timeout: "1m",
          if: "async.data.amount > event.data.least && async.data.currency == 'USD'",
        });
        await step.run("end", () => log.push(answer?.data.amount));
      },
    ),
  ]);
  await harness.send("asked", { least: 10 });
  await eventually(async () => {
    await harness.client.send(
      [
        [5, "USD"],
        [50, "EUR"],
        [11, "USD"],
      ].map(([amount, currency]) => ({
        name: harness.event("answered"),
        data: { amount, currency },
      })),
    );
    expect(log).toHaveLength(1);
  });
  expect(log).toEqual([11]);
});

test("waitForEvent gives null when nothing came in time", async () => {
  const log: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "wait", retries: 0, triggers: [{ event: event("asked") }] },
      async ({ step }) => {
        const asked = await step.run("asked", () => Date.now());
        const answer = await step.waitForEvent("answer", { event: event("answered"), timeout: "1s" });
        await step.run("end", () => log.push(answer, Date.now() - asked));
      },
    ),
  ]);
  await harness.send("asked");
  await eventually(() => expect(log).toHaveLength(2));
  expect(log[0]).toBeNull();
  expect(log[1]).toBeGreaterThanOrEqual(990);
});

test("hundreds of waits on one event are told apart", async () => {
  const log: unknown[] = [];
  let waiting = 0;
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "wait", retries: 0, triggers: [{ event: event("asked") }] },
      async ({ step, event: asked }) => {
        await step.run("ready", () => {
          waiting += 1;
        });
        const answer = await step.waitForEvent("answer", {
          event: event("answered"),
          timeout: "1m",
          match: "data.id",
        });
        await step.run("end", () => log.push(`${asked.data.id}=${answer?.data.id}`));
      },
    ),
  ]);
  const ids = Array.from({ length: 200 }, (_, n) => `id-${n}`);
  await harness.client.send(ids.map((id) => ({ name: harness.event("asked"), data: { id } })));
  await eventually(() => expect(waiting).toBe(200), 25_000);
  await eventually(async () => {
    await harness.client.send(
      ["id-7", "id-150"].map((id) => ({ name: harness.event("answered"), data: { id } })),
    );
    expect(log).toHaveLength(2);
  });
  expect(log.toSorted()).toEqual(["id-150=id-150", "id-7=id-7"]);
});

test("cancelOn ends the run that matches, and no other", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "cancellable",
        retries: 0,
        triggers: [{ event: event("started") }],
        cancelOn: [{ event: event("stopped"), match: "data.id" }],
      },
      async ({ step, event: given }) => {
        await step.run("begin", () => log.push(`begin ${given.data.id}`));
        await step.waitForEvent("go", { event: event("go"), timeout: "1m" });
        await step.run("end", () => log.push(`end ${given.data.id}`));
      },
    ),
  ]);
  await harness.client.send(["a", "b"].map((id) => ({ name: harness.event("started"), data: { id } })));
  await eventually(() => expect(log).toHaveLength(2));
  await harness.send("stopped", { id: "a" });
  await eventually(async () => {
    await harness.send("go");
    expect(log).toContain("end b");
  });
  expect(log).not.toContain("end a");
});

test("a run that is cancelled while it is called goes no further", async () => {
  const log: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "cancellable",
        retries: 0,
        triggers: [{ event: event("started") }],
        cancelOn: [{ event: event("stopped") }],
        onFailure: () => void log.push("failure"),
      },
      async ({ step }) => {
        await step.run("begin", async () => {
          log.push("begin");
          await gate;
        });
        await step.run("end", () => log.push("end"));
      },
    ),
    client.createFunction(
      { id: "after", retries: 0, triggers: [{ event: event("stopped") }] },
      async ({ step }) => {
        await step.sleep("let it be cancelled", "1s");
        await step.run("release", () => {
          release();
        });
        await step.sleep("let it go on if it can", "1s");
        await step.run("note", () => log.push("late"));
      },
    ),
  ]);
  await harness.send("started");
  await eventually(() => expect(log).toEqual(["begin"]));
  await harness.send("stopped");
  await eventually(() => expect(log).toEqual(["begin", "late"]));
});
