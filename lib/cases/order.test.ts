import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isGraver, leadOf, leads, type Step, standingAfter } from "./order";
import { someSteps, stepOf } from "./testing/steps";

const at = (minute: number, more: Partial<Step> = {}) =>
  stepOf(`evt_${minute}`, { occurredAt: new Date(Date.UTC(2026, 10, 21, 9, minute)), ...more });

describe("the step that leads", () => {
  test.each([
    ["the latest", at(1), at(2), 2],
    ["the higher rank of one instant", at(1, { eventId: "a", rank: 9 }), at(1, { eventId: "b" }), "a"],
    [
      "the greater id, where nothing else tells them apart",
      at(1, { eventId: "a" }),
      at(1, { eventId: "b" }),
      "b",
    ],
    ["a final one, whatever comes later", at(1, { isFinal: true }), at(2), 1],
    ["the earliest of final ones", at(1, { isFinal: true }), at(2, { isFinal: true }), 1],
    [
      "a final one, however late in rank",
      at(3, { isFinal: true, rank: 0 }),
      at(3, { eventId: "x", rank: 9 }),
      3,
    ],
  ])("is %s", (_, one, other, winner) => {
    const wanted = typeof winner === "number" ? `evt_${winner}` : winner;
    expect(leadOf([one, other])?.eventId).toBe(wanted);
    expect(leadOf([other, one])?.eventId).toBe(wanted);
  });

  test("is one and the same in any order and any batches", () => {
    const shuffled = someSteps.chain((steps) =>
      fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length }), fc.nat(6)),
    );
    fc.assert(
      fc.property(shuffled, ([steps, other, cut]) => {
        const parts = [leadOf(other.slice(0, cut)), leadOf(other.slice(cut))].filter(
          (part) => part !== undefined,
        );
        expect(leadOf(parts)).toEqual(leadOf(steps));
        expect(standingAfter(other)).toEqual(standingAfter(steps));
      }),
    );
  });

  test("leads every other step, and no two lead each other", () => {
    fc.assert(
      fc.property(someSteps, (steps) => {
        const lead = leadOf(steps);
        for (const step of steps) {
          if (lead && step !== lead) expect([leads(lead, step), leads(step, lead)]).toEqual([true, false]);
        }
      }),
    );
  });
});

describe("a case", () => {
  test("stays as it is by what only updates it, and is told by it", () => {
    const paid = at(1, { phase: "resolves" });
    const refunded = at(2, { phase: "updates" });
    expect(standingAfter([refunded, paid])).toEqual({ lead: refunded, state: "resolved" });
    expect(standingAfter([refunded, paid, at(3)]).state).toBe("open");
    expect(standingAfter([refunded]).state).toBe("open");
  });

  test("calls info and good alike, and only worse graver", () => {
    const order = ["info", "good", "warning", "critical"] as const;
    const graver = order.map((one) => order.map((than) => Number(isGraver(one, than))).join(""));
    expect(graver).toEqual(["0000", "0000", "1100", "1110"]);
  });
});
