import { expect, test } from "vitest";
import { ruleDefinition } from "@/lib/rules/schema";
import { sentenceOf, tellingOf } from "./sentence-text";

const rule = (more: object = {}) =>
  ruleDefinition.parse({
    signal: { kind: "meter", meter: "api-hours" },
    scope: { kind: "each" },
    window: "week",
    condition: { kind: "above", value: "1000" },
    ...more,
  });

test("what a rule is about", () => {
  expect(sentenceOf(rule())).toBe("Api-hours of each customer in a week is above 1,000.");
});

test("which customers count", () => {
  const filter = {
    all: [
      { field: "customer.mrr.amount", operator: "gte", value: "500" },
      { field: "customer.tier", operator: "in", value: ["growth", "enterprise"] },
      { field: "customer.name", operator: "exists", value: true },
    ],
  };
  expect(sentenceOf(rule({ filter }))).toMatch(
    / Only where MRR is at least 500 and tier is growth or enterprise and customer\.name is there\.$/,
  );
});

test.each([
  [{}, "Told as “Warning” and when it is over."],
  [{ tellRecovered: false, severity: "critical" }, "Told as “Critical”."],
  [
    { forMinutes: 60, cooldownMinutes: 2_880, repeatMinutes: 4_320 },
    "Told as “Warning”, once it has lasted 1 hour, at most once in 2 days, again every 3 days while it lasts and when it is over.",
  ],
  [{ cron: { expression: "0 9 * * 1" }, cooldownMinutes: 60 }, "Told as “Warning”, at most once in 1 hour."],
  [
    { schedule: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }, tellRecovered: false },
    "Told as “Warning”, only Monday to Friday 09:00–17:00.",
  ],
  [
    { schedule: { when: "outside", days: [7, 6], from: "22:00", to: "06:00" }, tellRecovered: false },
    "Told as “Warning”, only outside of Saturday, Sunday 22:00–06:00.",
  ],
])("%j", (more, expected) => expect(tellingOf(rule(more))).toBe(expected));
