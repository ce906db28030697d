import fc from "fast-check";
import { expect, test } from "vitest";
import { histories } from "./testing/histories";
import { goThrough } from "./testing/two-ways";

test("10,000 random histories: step by step is what the raw readings say, and nothing is told that nobody would have looked for", () => {
  let told = 0;
  fc.assert(
    fc.property(histories, (history) => {
      const outcome = goThrough(history);
      expect(outcome.differences).toEqual([]);
      expect(outcome.restless).toEqual([]);
      told += outcome.told;
    }),
    { numRuns: 10_000 },
  );
  // Histories of which nothing is ever told would agree as well.
  expect(told).toBeGreaterThan(5_000);
}, 600_000);
