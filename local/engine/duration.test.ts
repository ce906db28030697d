import { expect, test } from "vitest";
import { deadline, durationMs } from "./duration";

test.each([
  ["1s", 1_000],
  ["1h30m", 5_400_000],
  ["250ms", 250],
  ["2w1d", 1_296_000_000],
  ["1.5s", 1_500],
])("%s is %d ms", (text, expected) => {
  expect(durationMs(text)).toBe(expected);
});

test.each(["", "5", "1 s", "s", "1y", "1s!"])("%j is not a duration", (text) => {
  expect(() => durationMs(text)).toThrow(/not a duration/);
});

test("a sleep ends after a duration or at a date", () => {
  expect(deadline("10s", 5)).toBe(10_005);
  expect(deadline("1970-01-01T00:00:01.250Z", 5)).toBe(1_250);
  expect(deadline("", 5)).toBe(5);
  expect(() => deadline("tomorrow", 5)).toThrow();
});
