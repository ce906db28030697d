import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completenessOf } from "./completeness";
import { emptyProfile } from "./profile";
import { defaultCustomerSettings, readCustomerSettings } from "./settings";
import { scoresOf, zoneBounds, zoneOf, zones } from "./zone";

const bounds = { redBelow: 40, yellowBelow: 70 };

describe("zones", () => {
  test.each([
    [0, "red"],
    [39, "red"],
    [39.99, "red"],
    [40, "yellow"],
    [41, "yellow"],
    [69.99, "yellow"],
    [70, "green"],
    [100, "green"],
    [null, null],
  ])("a score of %s is %s", (score, zone) => {
    expect(zoneOf(score, bounds)).toBe(zone);
  });

  test("the scores of a zone are those whose zone it is", () => {
    const score = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(score, score, score, fc.constantFrom(...zones), (one, left, right, zone) => {
        const own = { redBelow: Math.min(left, right), yellowBelow: Math.max(left, right) };
        const { from, below } = scoresOf(zone, own);
        expect(one >= from && (below === null || one < below)).toBe(zoneOf(one, own) === zone);
      }),
    );
  });

  test("bounds stand in order and within the scale", () => {
    expect(zoneBounds.safeParse({ redBelow: 70, yellowBelow: 40 }).success).toBe(false);
    expect(zoneBounds.safeParse({ redBelow: 40, yellowBelow: 101 }).success).toBe(false);
    expect(zoneBounds.safeParse({ redBelow: 40, yellowBelow: 40 }).success).toBe(true);
  });
});

test("settings that are missing or unreadable are the defaults", () => {
  expect(readCustomerSettings(undefined)).toEqual(defaultCustomerSettings);
  expect(readCustomerSettings({ tiers: ["gold"] })).toEqual({ ...defaultCustomerSettings, tiers: ["gold"] });
  expect(readCustomerSettings({ tiers: 7 })).toEqual(defaultCustomerSettings);
});

test("completeness tells what is missing, the most valuable first", () => {
  const bare = completenessOf(emptyProfile);
  expect(bare.percent).toBe(0);
  expect(bare.missing[0]?.label).toBe("Name");
  const scored = completenessOf({ ...emptyProfile, name: "Acme", healthScore: 0 });
  expect(scored.percent).toBe(30);
  expect(scored.missing.map(({ field }) => field)).not.toContain("healthScore");
});
