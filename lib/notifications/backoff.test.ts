import { describe, expect, test } from "vitest";
import { isTooOld, nextStepAt, nextTryAt } from "./backoff";

const createdAt = new Date("2026-03-01T12:00:00Z");
const plain = { kind: "slack_channel", ambiguous: false, ambiguousFailures: 0, unknown: false } as const;
const secondsAfter = (from: Date, next: Date | null) =>
  next === null ? null : (next.getTime() - from.getTime()) / 1_000;

describe("a message that failed for the time being", () => {
  test.each([
    { failures: 1, waits: 5 },
    { failures: 2, waits: 30 },
    { failures: 3, waits: 120 },
    { failures: 4, waits: 600 },
    { failures: 5, waits: 1_800 },
    { failures: 6, waits: 3_600 },
    { failures: 7, waits: 7_200 },
    { failures: 8, waits: 7_200 },
  ])("is tried again $waits s after failure $failures", ({ failures, waits }) => {
    const now = new Date(createdAt.getTime() + 1_000);
    expect(secondsAfter(now, nextTryAt({ ...plain, failures, createdAt, now, jitter: 0.5 }))).toBe(waits);
  });

  test.each([
    { jitter: 0, waits: 4 },
    { jitter: 1, waits: 6 },
  ])("spreads by a fifth either way (jitter $jitter)", ({ jitter, waits }) => {
    expect(
      secondsAfter(createdAt, nextTryAt({ ...plain, failures: 1, createdAt, now: createdAt, jitter })),
    ).toBe(waits);
  });

  test.each([
    { hours: 21.9, given: "another try" },
    { hours: 22.1, given: "no further try" },
  ])("$given when the try would come at $hours h + 2 h", ({ hours, given }) => {
    const now = new Date(createdAt.getTime() + hours * 3_600_000);
    const next = nextTryAt({ ...plain, failures: 9, createdAt, now, jitter: 0.5 });
    expect(next === null ? "no further try" : "another try").toBe(given);
  });

  test.each([
    { failures: 2, given: "another try" },
    { failures: 3, given: "no further try" },
  ])("that may have been posted gets $given after $failures of these", ({ failures, given }) => {
    const next = nextTryAt({
      ...plain,
      failures,
      ambiguousFailures: failures,
      ambiguous: true,
      createdAt,
      now: createdAt,
      jitter: 0.5,
    });
    expect(next === null ? "no further try" : "another try").toBe(given);
  });

  test("that may have been posted once is tried again, however often it was certainly not posted before", () => {
    const tried = { ...plain, failures: 5, ambiguousFailures: 1, ambiguous: true };
    expect(secondsAfter(createdAt, nextTryAt({ ...tried, createdAt, now: createdAt, jitter: 0.5 }))).toBe(
      1_800,
    );
  });

  test.each([
    { failures: 2, given: "another try" },
    { failures: 3, given: "no further try" },
  ])("whose answer nobody knows gets $given after $failures of these", ({ failures, given }) => {
    const next = nextTryAt({ ...plain, failures, unknown: true, createdAt, now: createdAt, jitter: 0.5 });
    expect(next === null ? "no further try" : "another try").toBe(given);
  });
});

describe("while a state of the far end lasts", () => {
  const hour = { stepSeconds: 3_600, hours: 24, createdAt, jitter: 0.5 };

  test("it is asked in even steps, however often", () => {
    const now = new Date(createdAt.getTime() + 20 * 3_600_000);
    expect(secondsAfter(now, nextStepAt({ ...hour, now }))).toBe(3_600);
  });

  test.each([
    { age: 22.9, given: "another try" },
    { age: 23.1, given: "no further try" },
  ])("$given when the step would end at $age h + 1 h of 24", ({ age, given }) => {
    const now = new Date(createdAt.getTime() + age * 3_600_000);
    expect(nextStepAt({ ...hour, now }) === null ? "no further try" : "another try").toBe(given);
  });
});

describe("a request to a program", () => {
  const tried = { ...plain, kind: "webhook" } as const;
  const next = (failures: number, more: object = {}) =>
    secondsAfter(
      createdAt,
      nextTryAt({ ...tried, failures, createdAt, now: createdAt, jitter: 0.5, ...more }),
    );

  test("is tried eight times: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((failures) => next(failures))).toEqual([
      5,
      300,
      1_800,
      7_200,
      18_000,
      36_000,
      36_000,
      null,
    ]);
  });

  test("may be repeated blindly: the receiver knows it by its id", () => {
    expect(next(6, { ambiguous: true, ambiguousFailures: 6 })).toBe(36_000);
  });

  test("that is asked to wait again and again grows too old after three days, one to Slack never", () => {
    const atAge = (hours: number) => new Date(createdAt.getTime() + hours * 3_600_000);
    expect([71, 73].map((hours) => isTooOld("webhook", createdAt, atAge(hours)))).toEqual([false, true]);
    expect(isTooOld("slack_channel", createdAt, atAge(1_000))).toBe(false);
  });
});
