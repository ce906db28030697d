import { expect, test } from "vitest";
import { redeliveryDelay, retryAfter, retryDelay } from "./backoff";

test("retries wait longer and longer, with up to half a minute of jitter", () => {
  const bare = Array.from({ length: 12 }, (_, attempt) => retryDelay(attempt, 0) / 1_000);
  expect(bare).toEqual([15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 7_200, 7_200]);
  expect(retryDelay(0, 0.999)).toBeGreaterThan(44_000);
});

test("what did not get through is sent again within two seconds", () => {
  expect([0, 1, 2, 3, 9].map(redeliveryDelay)).toEqual([250, 500, 1_000, 2_000, 2_000]);
});

test("retry-after is read as seconds or as a date, within a day", () => {
  expect(retryAfter("3", 1_000)).toBe(4_000);
  expect(retryAfter("1970-01-01T00:00:05.321Z", 1_000)).toBe(5_321);
  expect(retryAfter("1970-01-01T00:00:00.000Z", 1_000)).toBe(1_000);
  expect(retryAfter("99999999", 0)).toBe(86_400_000);
  expect(retryAfter("soon", 0)).toBeNull();
  expect(retryAfter(undefined, 0)).toBeNull();
});
