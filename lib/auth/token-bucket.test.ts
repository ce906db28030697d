import { describe, expect, test } from "vitest";
import { type Bucket, spend } from "./token-bucket";

const limit = { perSecond: 10, burst: 3 };

function spendAll(times: readonly number[]) {
  let bucket: Bucket | undefined;
  return times.map((at) => {
    const spent = spend(bucket, limit, at);
    bucket = spent.bucket;
    return spent.isAllowed;
  });
}

describe("a token bucket", () => {
  test.each([
    ["the burst passes at once, one more does not", [0, 0, 0, 0], [true, true, true, false]],
    ["a request is earned after its time, not before", [0, 0, 0, 99, 100], [true, true, true, false, true]],
    [
      "a quiet time earns no more than the burst",
      [0, 60_000, 60_000, 60_000, 60_000],
      [true, true, true, true, false],
    ],
    [
      "a clock that stands still or goes back earns nothing",
      [50, 50, 50, 10, 50],
      [true, true, true, false, false],
    ],
    ["a refusal costs nothing", [0, 0, 0, 50, 60, 70, 100], [true, true, true, false, false, false, true]],
  ])("%s", (_, times, allowed) => {
    expect(spendAll(times)).toEqual(allowed);
  });

  test("says what is left, when it is whole again, and when the next may come", () => {
    const first = spend(undefined, limit, 0);
    expect(first).toMatchObject({ remaining: 2, resetSeconds: 1, retryAfterSeconds: 0 });
    const empty = spend({ tokens: 0.25, at: 0 }, limit, 0);
    expect(empty).toMatchObject({ isAllowed: false, remaining: 0, retryAfterSeconds: 0.075 });
  });
});
