import { describe, expect, test } from "vitest";
import { findEventType } from "@/lib/events/catalog";
import { seenFiring } from "./firing-seen";

const hours = {
  ruleId: "rul_1",
  rule: "Over 1,000 hours",
  signal: "api-hours",
  scope: "each",
  conditionKind: "above",
  condition: "above 1,000",
  value: "1234.5",
  threshold: "1000",
  unit: "h",
  window: { label: "this week" },
};
const seen = (data: object) => seenFiring({ type: "rule.triggered", data });
const numbersOf = (data: object) => seen(data)?.numbers.map(({ label, text }) => `${label}: ${text}`);

describe("what a rule saw", () => {
  test("is told with the rule, the bound and the window", () => {
    expect(seen(hours)).toEqual({
      ruleId: "rul_1",
      rule: "Over 1,000 hours",
      scope: "each",
      condition: "above 1,000",
      numbers: [
        { label: "api-hours", text: "1,234.5 h" },
        { label: "Bound", text: "1,000 h" },
        { label: "Window", text: "this week" },
      ],
    });
  });

  test("of all together is money of a target, with its share", () => {
    const money = (amount: string) => ({ amount, currency: "USD" });
    const data = {
      ...{ ruleId: "rul_2", rule: "Target", signal: "Revenue", scope: "all", conditionKind: "steps" },
      ...{ value: money("2256000"), threshold: "75", target: money("3000000"), percent: "75.2" },
    };
    expect(seen(data)).toMatchObject({ scope: "all", condition: null });
    expect(numbersOf(data)).toEqual([
      "Revenue: $2,256,000.00",
      "Bound: 75 %",
      "Out of: $3,000,000.00",
      "That is: 75.2 %",
    ]);
  });

  test.each([
    [{ measuredIn: "percent" }, "20 %"],
    [{ measuredIn: "points" }, "20 h"],
  ])("of a change names what was before (%o)", (how, bound) => {
    const data = {
      ...hours,
      ...how,
      conditionKind: "change",
      threshold: "20",
      compared: "900",
      change: "37.2",
    };
    expect(numbersOf(data)).toEqual([
      "api-hours: 1,234.5 h",
      `Bound: ${bound}`,
      "Before: 900 h",
      "Change: 37.2 %",
      "Window: this week",
    ]);
  });

  test("of an absence is in hours, and what is no number is left out", () => {
    const data = { ...hours, conditionKind: "absent", threshold: "48", value: { some: "thing" }, window: 7 };
    expect(numbersOf(data)).toEqual(["Bound: 48 hours"]);
  });

  test("is nothing of any other event, nor once the payload is gone", () => {
    expect(seenFiring({ type: "payment.failed", data: hours })).toBeUndefined();
    expect(seen({})).toBeUndefined();
  });

  test.each(["rule.triggered", "rule.step_reached", "rule.still_firing", "rule.recovered"])(
    "is found in the sample of %s",
    (type) => {
      const sample = findEventType(type)?.sample;
      expect(seenFiring({ type, data: sample?.data })).toMatchObject({
        ruleId: expect.stringMatching(/^rul_/),
      });
    },
  );
});
