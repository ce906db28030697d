import { describe, expect, test } from "vitest";
import { hasValues, peakOf, scaleOf } from "./chart-scale";

const points = (...values: (string | null)[]) => values.map((value, index) => ({ label: `${index}`, value }));

describe("the scale of a chart", () => {
  test("begins at zero, and has room for the threshold", () => {
    const { low, at } = scaleOf(points("4", null, "8"), ["10"]);
    expect(low).toBe(0);
    expect(at(0)).toBe(0);
    expect(at(10)).toBeGreaterThan(at(8));
    expect(at(10)).toBeLessThan(1);
  });

  test("reaches below zero where a value does", () => {
    const { at } = scaleOf(points("-5", "5"), []);
    expect(at(-5)).toBeGreaterThan(0);
    expect(at(0)).toBeCloseTo(0.5);
  });

  test.each([[points()], [points(null)], [points("0")]])("is sound for %j", (given) => {
    const { at } = scaleOf(given, []);
    expect(at(0)).toBe(0);
    expect(at(1)).toBe(1);
  });
});

test("nothing is not a value, zero is", () => {
  expect([hasValues(points(null)), hasValues(points("0"))]).toEqual([false, true]);
});

test.each([
  [points("9", "10", null), "10"],
  [points("-3", "-7"), "-3"],
  [points(null), ""],
])("the peak of %j is %s", (given, peak) => expect(peakOf(given)).toBe(peak));
