import { describe, expect, test } from "vitest";
import { type Condition, type Operator, testOf } from "./condition";

const holds = (operator: Operator, value: Condition["value"], seen: unknown) =>
  testOf({ field: "data.x", operator, value })(seen);

describe("comparisons", () => {
  test.each<[Operator, Condition["value"], unknown, boolean]>([
    ["gt", 10, 10, false],
    ["gt", 10, 11, true],
    ["gt", 10, 9, false],
    ["gte", 10, 9, false],
    ["gte", 10, 10, true],
    ["gte", "129.00", "129", true],
    ["gt", "0.3", 0.1 + 0.2, true],
    ["gt", "9007199254740992", "9007199254740993", true],
    ["lt", 10, "9.99", true],
    ["lt", 10, 10, false],
    ["lte", 10, "10.00", true],
    ["lte", 10, "10.01", false],
    ["gt", -5, -4, true],
    ["lt", "2026-06-01", "2026-05-31T23:59:59Z", true],
    ["lt", "2026-06-01", "2026-06-01T01:00:00+02:00", true],
    ["gte", "2026-06-01T00:00:00Z", "2026-06-01", true],
    ["lt", "2026-06-01", 5, false],
    ["lt", 10, "2026-05-31", false],
    ["in", ["growth", "enterprise"], "growth", true],
    ["in", ["growth", "enterprise"], "starter", false],
    ["in", [1, 2], "2.0", true],
    ["nin", ["growth"], "starter", true],
    ["nin", ["growth"], "growth", false],
    ["contains", "fail", "payment failed", true],
    ["contains", "Fail", "payment failed", false],
    ["contains", "a", ["a", "b"], true],
    ["contains", "ab", ["a", "b"], false],
    ["contains", 5, ["5.0"], true],
    ["contains", "5", 5, false],
    ["starts_with", "INV-", "INV-7", true],
    ["starts_with", "INV-", "inv-7", false],
    ["starts_with", "5", 55, false],
    ["exists", true, "", true],
    ["exists", true, 0, true],
    ["exists", true, false, true],
    ["exists", true, null, false],
    ["exists", false, null, true],
    ["eq", "growth", "growth", true],
    ["neq", "growth", "starter", true],
    ["neq", "growth", null, true],
  ])("%s %j, seen %j: %s", (operator, value, seen, expected) =>
    expect(holds(operator, value, seen)).toBe(expected),
  );

  test.each<[Operator, Condition["value"], boolean]>([
    ["eq", "x", false],
    ["neq", "x", true],
    ["in", ["x"], false],
    ["nin", ["x"], true],
    ["gt", 0, false],
    ["gte", 0, false],
    ["lt", 0, false],
    ["lte", 0, false],
    ["contains", "x", false],
    ["starts_with", "x", false],
    ["exists", true, false],
    ["exists", false, true],
  ])("%s %j where nothing is: %s", (operator, value, expected) => {
    expect(holds(operator, value, undefined)).toBe(expected);
    expect(holds(operator, value, null)).toBe(expected);
  });

  test.each([[[1]], [{ a: 1 }], [true], ["abc"], [Number.NaN]])("%j has no order", (seen) => {
    for (const operator of ["gt", "gte", "lt", "lte"] as const) expect(holds(operator, 1, seen)).toBe(false);
  });
});
