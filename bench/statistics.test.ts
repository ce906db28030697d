import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, percentile, spread } from "./statistics";

describe("percentile", () => {
  it("is a value of the list, with the share below it", () => {
    const values = [15, 20, 35, 40, 50];
    expect([0, 0.3, 0.4, 0.5, 0.99, 1].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50, 50]);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it("does not depend on the order, and grows with the share", () => {
    const values = fc.array(fc.integer(), { minLength: 1, maxLength: 50 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (list, p, q) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        expect(percentile(list, low)).toBeLessThanOrEqual(percentile(list, high));
        expect(percentile([...list].reverse(), p)).toBe(percentile(list, p));
      }),
    );
  });
});

describe("median and spread", () => {
  it("takes the middle, and the mean of two middles", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it("says how far values lie apart, relative to the median", () => {
    expect(spread([90, 100, 120])).toBeCloseTo(0.3);
    expect(spread([7])).toBe(0);
  });
});
