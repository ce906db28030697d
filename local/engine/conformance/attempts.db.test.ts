import { type FailureEventArgs, NonRetriableError, RetryAfterError } from "inngest";
import { expect, test } from "vitest";
import { eventually, shortly } from "../testing/eventually";
import { startHarness } from "../testing/harness";

const ENGINE_ONLY = !process.env.INNGEST_BASE_URL;

test("a function that throws is tried again, with its attempt counted from zero", async () => {
  const attempts: number[] = [];
  const limits: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "flaky", retries: 3, triggers: [{ event: event("x") }] },
      ({ attempt, maxAttempts }) => {
        attempts.push(attempt);
        limits.push(maxAttempts);
        if (attempt < 2) throw new RetryAfterError("not yet", shortly());
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(attempts).toEqual([0, 1, 2]));
  expect(new Set(limits)).toEqual(new Set([4]));
});

test("retries are bounded, and the last failure is told to onFailure with the event", async () => {
  const attempts: number[] = [];
  const failures: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "doomed",
        retries: 2,
        triggers: [{ event: event("x") }],
        onFailure: ({ event: failure, error }: FailureEventArgs) => {
          const { function_id, run_id, event: cause } = failure.data;
          failures.push({ function_id, run_id: typeof run_id, data: cause.data, message: error.message });
        },
      },
      ({ attempt }) => {
        attempts.push(attempt);
        throw new RetryAfterError(`failure ${attempt}`, shortly());
      },
    ),
  ]);
  await harness.send("x", { order: 7 });
  await eventually(() => expect(failures).toHaveLength(1));
  expect(attempts).toEqual([0, 1, 2]);
  expect(failures[0]).toEqual({
    function_id: `${harness.client.id}-doomed`,
    run_id: "string",
    data: { order: 7 },
    message: "failure 2",
  });
});

test("onFailure hears of its own function only, and of nothing that succeeded", async () => {
  const heard: string[] = [];
  const ended: string[] = [];
  const harness = await startHarness((client, event) =>
    ["good", "bad", "worse"].map((id) =>
      client.createFunction(
        { id, retries: 1, triggers: [{ event: event("x") }], onFailure: () => void heard.push(id) },
        ({ attempt }) => {
          ended.push(`${id} ${attempt}`);
          if (id === "good" && attempt === 0) throw new RetryAfterError("once", shortly());
          if (id !== "good") throw new NonRetriableError(id);
        },
      ),
    ),
  );
  await harness.send("x");
  await eventually(() => expect(heard).toHaveLength(2));
  await eventually(() => expect(ended).toContain("good 1"));
  expect(heard.sort()).toEqual(["bad", "worse"]);
});

test("an error that cannot be retried ends the run at once", async () => {
  const attempts: number[] = [];
  const failures: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "hopeless",
        retries: 5,
        triggers: [{ event: event("x") }],
        onFailure: ({ error }: FailureEventArgs) => void failures.push(error.message),
      },
      ({ attempt }) => {
        attempts.push(attempt);
        throw new NonRetriableError("no use");
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(failures).toEqual(["no use"]));
  expect(attempts).toEqual([0]);
});

test("RetryAfterError with seconds is waited for", async () => {
  const at: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "later", retries: 1, triggers: [{ event: event("x") }] }, ({ attempt }) => {
      at.push(Date.now());
      if (attempt === 0) throw new RetryAfterError("wait", 1_000);
    }),
  ]);
  await harness.send("x");
  await eventually(() => expect(at).toHaveLength(2));
  const gap = Number(at[1]) - Number(at[0]);
  expect(gap).toBeGreaterThanOrEqual(1_000);
  expect(gap).toBeLessThan(2_000);
});

test.runIf(ENGINE_ONLY)("RetryAfterError with a date is kept to the millisecond", async () => {
  const early: number[] = [];
  let asked = 0;
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "exact", retries: 1, triggers: [{ event: event("x") }] }, ({ attempt }) => {
      if (attempt === 1) early.push(Date.now() - asked);
      asked = Date.now() + 321;
      if (attempt === 0) throw new RetryAfterError("wait", new Date(asked));
    }),
  ]);
  await harness.send("x");
  await eventually(() => expect(early).toHaveLength(1));
  expect(early[0]).toBeGreaterThanOrEqual(0);
  expect(early[0]).toBeLessThan(100);
});

test("a failing step is tried by itself: what came before is not repeated", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "steps", retries: 2, triggers: [{ event: event("x") }] },
      async ({ step, attempt }) => {
        await step.run("first", () => log.push("first"));
        const value = await step.run("second", () => {
          log.push(`second ${attempt}`);
          if (attempt < 2) throw new RetryAfterError("again", shortly());
          return "done";
        });
        await step.run("third", () => log.push(`third ${value}`));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(log).toEqual(["first", "second 0", "second 1", "second 2", "third done"]));
});

test("each step has all the retries to itself", async () => {
  const log: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "steps", retries: 1, triggers: [{ event: event("x") }] },
      async ({ step, attempt }) => {
        for (const name of ["a", "b", "c"]) {
          await step.run(name, () => {
            log.push(`${name}${attempt}`);
            if (attempt === 0) throw new RetryAfterError("again", shortly());
          });
        }
        await step.run("end", () => log.push("end"));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(log).toEqual(["a0", "a1", "b0", "b1", "c0", "c1", "end"]));
});

test("a step that fails for good can be caught, and its error is the one thrown", async () => {
  const caught: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "caught", retries: 1, triggers: [{ event: event("x") }] },
      async ({ step, attempt }) => {
        const verdict = await step
          .run("risky", () => {
            throw attempt === 0 ? new RetryAfterError("first", shortly()) : new Error("second");
          })
          .catch((error: Error) => `caught ${error.message}`);
        await step.run("after", () => caught.push(verdict));
      },
    ),
  ]);
  await harness.send("x");
  await eventually(() => expect(caught).toEqual(["caught second"]));
});
