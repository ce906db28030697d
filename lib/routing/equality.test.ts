import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { equalTo, keysOfExpected, keysOfSeen } from "./equality";

const scalar = fc.oneof(
  fc.constantFrom<string | number | boolean>(
    5,
    "5",
    "5.0",
    "05",
    -1,
    "-1",
    0,
    -0,
    "0",
    "a",
    "A",
    "",
    true,
    false,
    "true",
    1e21,
    "1e21",
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer().map(String),
  fc.string(),
);
const anything = fc.oneof(scalar, fc.constantFrom(undefined, null, [], {}, [5], { amount: 5 }));

describe("equality", () => {
  test.each([
    [1299, "1299.00", true],
    ["1299.00", 1299, true],
    ["1299.00", "1299", false],
    ["007", "7", false],
    ["growth", "Growth", false],
    [true, "true", false],
    ["true", true, false],
    [0, false, false],
    [0, "", false],
    [0, null, false],
    ["undefined", undefined, false],
    [5, [5], false],
  ])("expected %j, seen %j: %s", (expected, seen, isEqual) => {
    expect(equalTo(expected)(seen)).toBe(isEqual);
  });

  test("is found in an index just when it holds", () => {
    fc.assert(
      fc.property(scalar, anything, (expected, seen) => {
        const keys = new Set(keysOfExpected(expected));
        expect(keysOfSeen(seen).some((key) => keys.has(key))).toBe(equalTo(expected)(seen));
      }),
      { numRuns: 2_000 },
    );
  });
});
