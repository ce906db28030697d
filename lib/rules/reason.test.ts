import { describe, expect, test } from "vitest";
import { describeRule } from "./describe";
import { exclusionOf, reasonOf } from "./reason";
import { instant, ruleOf, seenAt } from "./testing/judging";

const meter = { signal: { kind: "meter", meter: "api-hours" }, window: "week" };
const week = { start: instant("2026-11-16T00:00:00Z"), end: instant("2026-11-23T00:00:00Z") };
const seen = (value: string | null, compared: string | null = null) =>
  seenAt("2026-11-18T12:00:00Z", { window: week, value, compared });

describe("in words", () => {
  test.each([
    [
      { ...meter, condition: { kind: "above", value: 1000 } },
      "Api-hours of each customer in a week is above 1,000",
    ],
    [
      {
        signal: { kind: "revenue", currency: "USD" },
        scope: { kind: "all" },
        window: "quarter",
        condition: { kind: "steps", of: { value: 100000 }, steps: [25, 50] },
      },
      "Revenue of all customers together in a quarter reaches 25 or 50 % of $100,000",
    ],
    [
      { signal: { kind: "unknown", of: "meter" }, scope: { kind: "all" }, condition: { kind: "seen" } },
      "A meter is seen for the first time",
    ],
    [
      { signal: { kind: "field", field: "healthScore" }, condition: { kind: "zone", zones: ["red"] } },
      "Health score of each customer is in the red zone",
    ],
    [
      {
        signal: { kind: "events", eventType: "payment.succeeded" },
        scope: { kind: "all" },
        condition: { kind: "absent", hours: 6 },
      },
      "There is nothing for 6 hours of payment.succeeded of all customers together",
    ],
    [
      {
        ...{ ...meter, condition: { kind: "above", value: 1000 } },
        cron: { expression: "0 9 * * 1", timeZone: "Europe/Berlin" },
      },
      "Api-hours of each customer in a week is above 1,000, looked at 09:00 on Mondays (Europe/Berlin)",
    ],
  ])("a rule is one sentence", (body, words) => {
    expect(describeRule(ruleOf(body).rule)).toBe(words);
  });

  test("it is said what a rule makes of a number", () => {
    const above = ruleOf({
      ...meter,
      condition: { kind: "above", value: 1000 },
      overrides: [{ customerId: "acme", value: 1040 }],
    });
    expect(reasonOf(above, seen("1042"))).toBe("1,042 is above 1,040; this week");
    expect(reasonOf(above, { ...seen("1000"), customerId: "other" })).toBe(
      "1,000 is not above 1,000; this week",
    );
    expect(reasonOf(above, seen(null))).toBe("there is no value of api-hours; this week");
    const steps = ruleOf({ ...meter, condition: { kind: "steps", of: { value: 1000 }, steps: [75] } });
    expect(reasonOf(steps, seen("749"))).toContain("749 (74.9 % of 1,000) does not reach 75");
    const up = ruleOf({
      ...meter,
      condition: { kind: "change", direction: "up", by: { percent: 20 }, against: { windows: 1 } },
    });
    expect(reasonOf(up, seen("120", "100"))).toContain("120 after 100 (20 %) is up by 20 % or more");
    expect(exclusionOf(above, { ...seen("1"), customer: { id: "acme", excluded: true } })).toBe(
      "the customer is excluded",
    );
  });
});
