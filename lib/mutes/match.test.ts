import { describe, expect, test } from "vitest";
import { compileMutes, type Mute, type Muteable, mutedReason, muteOf } from "./match";

const now = new Date("2026-11-21T09:00:00Z");
const mute = (more: Partial<Mute>): Mute => ({
  id: "mut_1",
  customerId: null,
  ruleId: null,
  routeId: null,
  destinationId: null,
  until: new Date("2026-11-22T09:00:00Z"),
  by: "kim",
  ...more,
});
const about: Muteable = { customerId: "acme", ruleId: "rul_1", routeId: "rte_1", destinationId: "dst_1" };
const isMuted = (mutes: Mute[], what: Partial<Muteable> = {}) =>
  muteOf(compileMutes(mutes), { ...about, ...what }, now) !== undefined;

describe("what is muted", () => {
  test.each<[string, Partial<Mute>, Partial<Muteable>, boolean]>([
    ["its customer", { customerId: "acme" }, {}, true],
    ["another customer", { customerId: "other" }, {}, false],
    ["a customer, of what is about none", { customerId: "acme" }, { customerId: null }, false],
    ["its rule", { ruleId: "rul_1" }, {}, true],
    ["a rule, of what no rule says", { ruleId: "rul_1" }, { ruleId: null }, false],
    ["its route", { routeId: "rte_1" }, {}, true],
    ["a route, of what follows up", { routeId: "rte_1" }, { routeId: null }, false],
    ["its destination", { destinationId: "dst_1" }, {}, true],
    ["the customer at the destination", { customerId: "acme", destinationId: "dst_1" }, {}, true],
    ["the customer elsewhere", { customerId: "acme", destinationId: "dst_2" }, {}, false],
    ["another customer at the destination", { customerId: "other", destinationId: "dst_1" }, {}, false],
    ["all four", { customerId: "acme", ruleId: "rul_1", routeId: "rte_1", destinationId: "dst_1" }, {}, true],
    [
      "three of four",
      { customerId: "acme", ruleId: "rul_2", routeId: "rte_1", destinationId: "dst_1" },
      {},
      false,
    ],
    ["a mute that ends now", { customerId: "acme", until: now }, {}, false],
    [
      "a mute that ends in a millisecond",
      { customerId: "acme", until: new Date(now.getTime() + 1) },
      {},
      true,
    ],
  ])("%s", (_, one, what, expected) => {
    expect(isMuted([mute(one)], what)).toBe(expected);
  });

  test("by several is told by the one that lasts longest, in whatever order they stand", () => {
    const short = mute({ id: "short", customerId: "acme", until: new Date("2026-11-21T10:00:00Z") });
    const long = mute({ id: "long", destinationId: "dst_1" });
    for (const mutes of [
      [short, long],
      [long, short],
    ])
      expect(muteOf(compileMutes(mutes), about, now)?.id).toBe("long");
  });

  test("says who did it and until when", () => {
    expect(mutedReason(mute({ customerId: "acme" }))).toEqual({
      code: "muted",
      muteId: "mut_1",
      text: "The customer is muted by kim until 2026-11-22T09:00:00Z.",
    });
    expect(mutedReason(mute({ ruleId: "rul_1", destinationId: "dst_1" })).text).toBe(
      "The rule is muted here by kim until 2026-11-22T09:00:00Z.",
    );
  });
});
