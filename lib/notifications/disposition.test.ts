import { describe, expect, test } from "vitest";
import { compileMutes, type Mute } from "@/lib/mutes/match";
import { dispositionOf } from "./disposition";

const now = new Date("2026-11-21T09:00:00Z");
const acme: Mute = {
  id: "mut_1",
  customerId: "acme",
  ruleId: null,
  routeId: null,
  destinationId: null,
  until: new Date("2026-11-22T09:00:00Z"),
  by: "kim",
};
const telling = (isBroken: boolean) => ({
  reason: { code: "matched", text: "Route “R” matched." } as const,
  destination: { id: "dst_1", name: "Billing", isBroken },
  customerId: "acme",
  ruleId: null,
  routeId: "rte_1",
});

describe("what is to be told", () => {
  test.each([
    ["goes", false, [], "pending", undefined],
    ["waits for a broken destination", true, [], "held", "destination_broken"],
    ["is kept back by a mute", false, [acme], "suppressed", "muted"],
    ["is kept back by a mute rather than wait for a broken destination", true, [acme], "suppressed", "muted"],
    ["goes when the mute has ended", false, [{ ...acme, until: now }], "pending", undefined],
  ])("%s", (_, isBroken, mutes, state, code) => {
    const disposition = dispositionOf(telling(isBroken), { mutes: compileMutes(mutes), now });
    expect(disposition.state).toBe(state);
    expect("reason" in disposition ? disposition.reason.code : undefined).toBe(code);
  });
});
