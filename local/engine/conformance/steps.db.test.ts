import { type FailureEventArgs, referenceFunction } from "inngest";
import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";

for (const checkpointing of [true, false]) {
  test(`steps run once each, in order, and keep their values (checkpointing ${checkpointing})`, async () => {
    const log: unknown[] = [];
    const harness = await startHarness(
      (client, event) => [
        client.createFunction(
          { id: "steps", retries: 0, triggers: [{ event: event("x") }] },
          async ({ step }) => {
            const one = await step.run("one", () => {
              log.push("one");
              return { at: new Date(0), none: undefined, list: [1, null] };
            });
            const nothing = await step.run("nothing", () => {
              log.push("nothing");
            });
            const repeated: number[] = [];
            for (let i = 0; i < 3; i += 1) repeated.push(await step.run("same", () => i * 10));
            await step.run("last", () => log.push({ one, nothing, repeated }));
          },
        ),
      ],
      { clientOptions: { checkpointing } },
    );
    await harness.send("x");
    const one = { at: "1970-01-01T00:00:00.000Z", list: [1, null] };
    await eventually(() =>
      expect(log).toEqual(["one", "nothing", { one, nothing: null, repeated: [0, 10, 20] }]),
    );
  });
}

test("steps started together all run, and the function goes on when the last one ended", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "parallel", retries: 0, triggers: [{ event: event("x") }] },
      async ({ step }) => {
        const before = await step.run("before", () => "b");
        const all = await Promise.all(
          ["p", "q", "r"].map((name) =>
            step.run(name, () => {
              log.push(name);
              return before + name;
            }),
          ),
        );
        await step.run("after", () => log.push(all.join()));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(log).toHaveLength(4));
  expect(log.slice(0, 3).sort()).toEqual(["p", "q", "r"]);
  expect(log[3]).toBe("bp,bq,br");
});

test("a parallel step that fails is retried alone", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "parallel", retries: 2, triggers: [{ event: event("x") }] },
      async ({ step, attempt }) => {
        const { RetryAfterError } = await import("inngest");
        const all = await Promise.all([
          step.run("steady", () => {
            log.push("steady");
            return 1;
          }),
          step.run("shaky", () => {
            log.push(`shaky ${attempt}`);
            if (attempt === 0) throw new RetryAfterError("again", new Date(Date.now() + 30));
            return 2;
          }),
        ]);
        await step.run("sum", () => log.push(`sum ${all[0] + all[1]}`));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(log).toContain("sum 3"));
  expect(log.toSorted()).toEqual(["shaky 0", "shaky 1", "steady", "sum 3"]);
});

test("sleep and sleepUntil last as long as asked", async () => {
  const at: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "sleepy", retries: 0, triggers: [{ event: event("x") }] },
      async ({ step }) => {
        const start = await step.run("start", () => Date.now());
        await step.sleep("nap", "1s");
        const woke = await step.run("woke", () => Date.now());
        await step.sleepUntil("until", new Date(start + 2_000));
        await step.run("end", () => at.push(woke - start, Date.now() - start));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(at).toHaveLength(2));
  expect(at[0]).toBeGreaterThanOrEqual(999);
  expect(at[0]).toBeLessThan(1_900);
  expect(at[1]).toBeGreaterThanOrEqual(2_000);
  expect(at[1]).toBeLessThan(2_900);
});

test("step.sendEvent sends once and starts another function", async () => {
  const got: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "source", retries: 0, triggers: [{ event: event("x") }] },
      async ({ step }) => {
        const sent = await step.sendEvent(
          "tell",
          [1, 2].map((n) => ({ name: event("told"), data: { n } })),
        );
        await step.run("rest", () => got.push(`ids ${sent.ids.length}`));
      },
    ),
    client.createFunction(
      { id: "target", retries: 0, triggers: [{ event: event("told") }] },
      ({ event: given }) => {
        got.push(given.data.n);
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(got).toHaveLength(3));
  expect(got.map(String).sort()).toEqual(["1", "2", "ids 2"]);
});

test("step.invoke gives the result of another function, or its error", async () => {
  const got: unknown[] = [];
  const harness = await startHarness((client, event) => {
    const double = client.createFunction(
      { id: "double", retries: 0, triggers: [{ event: event("never") }] },
      ({ event: given }) => ({
        doubled: Number(given.data.n) * 2,
      }),
    );
    const broken = client.createFunction(
      { id: "broken", retries: 0, triggers: [{ event: event("never") }] },
      () => {
        throw new Error("broken indeed");
      },
    );
    const caller = client.createFunction(
      { id: "caller", retries: 0, triggers: [{ event: event("x") }] },
      async ({ step }) => {
        const good = await step.invoke("good", { function: double, data: { n: 21 } });
        const bad = await step
          .invoke("bad", { function: broken, data: {} })
          .catch((error: Error) => error.message);
        await step.run("end", () => got.push(good, bad));
      },
    );
    return [double, broken, caller];
  });
  await harness.send("x");
  await eventually(() => expect(got).toEqual([{ doubled: 42 }, "broken indeed"]));
});

test("step.invoke of a function that does not start, or is not there, is an error that can be caught", async () => {
  const got: string[] = [];
  const harness = await startHarness((client, event) => {
    const limited = client.createFunction(
      {
        id: "limited",
        retries: 0,
        triggers: [{ event: event("never") }],
        rateLimit: { limit: 1, period: "1h" },
      },
      () => "ran",
    );
    const caller = client.createFunction(
      { id: "caller", retries: 0, triggers: [{ event: event("x") }] },
      async ({ step }) => {
        const first = await step.invoke("first", { function: limited });
        const second = await step
          .invoke("second", { function: limited })
          .catch((error: Error) => error.message);
        const absent = referenceFunction({ functionId: "absent" });
        const third = await step.invoke("third", { function: absent }).catch((error: Error) => error.message);
        await step.run("end", () => got.push(first, second, String(third)));
      },
    );
    return [limited, caller];
  });
  await harness.send("x");
  await eventually(() => expect(got).toHaveLength(3));
  expect(got[0]).toBe("ran");
  expect(got[1]).toMatch(/did not start/);
  expect(got[2]).toMatch(/no such function/);
});

test("state larger than a request goes on through the API", async () => {
  const got: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "large", retries: 0, triggers: [{ event: event("x") }] },
      async ({ step }) => {
        let size = 0;
        for (const name of ["a", "b", "c"]) {
          size += (await step.run(name, () => name.repeat(2_000_000))).length;
        }
        await step.sleep("pause", "1s");
        await step.run("end", () => got.push(size));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(got).toEqual([6_000_000]), 20_000);
});

test("an error thrown outside of steps after they ran fails the run with that error", async () => {
  const heard: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "late",
        retries: 0,
        triggers: [{ event: event("x") }],
        onFailure: ({ error }: FailureEventArgs) => void heard.push(error.message),
      },
      async ({ step }) => {
        await step.run("fine", () => 1);
        throw new Error("afterwards");
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(heard).toEqual(["afterwards"]));
});
