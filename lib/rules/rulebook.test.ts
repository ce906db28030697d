import { describe, expect, test } from "vitest";
import { compileRulebook, rulesFor } from "./rulebook";
import type { Rule } from "./schema";
import { signalKeysOf } from "./signal";
import { ruleOf } from "./testing/judging";

const surroundings = { timeZone: "UTC", zones: { redBelow: 40, yellowBelow: 70 } };
const meter = (name: string) => ({
  signal: { kind: "meter", meter: name },
  window: "week",
  condition: { kind: "above", value: 10 },
});
const rule = (id: string, body: Record<string, unknown>): Rule => ({ ...ruleOf(body).rule, id });

describe("a rulebook", () => {
  const rules = [
    rule("each", meter("hours")),
    rule("all", { ...meter("hours"), scope: { kind: "all" } }),
    rule("acme", { ...meter("hours"), scope: { kind: "customer", customerId: "acme" } }),
    rule("other", { ...meter("hours"), scope: { kind: "customer", customerId: "other" } }),
    rule("sandbox", { ...meter("hours"), environment: "sandbox" }),
    { ...rule("off", meter("hours")), enabled: false },
    rule("tier", { ...meter("gpu"), filter: { field: "customer.tier", operator: "eq", value: "gold" } }),
    rule("cel", { ...meter("gpu"), expression: "customer.name == 'Acme'" }),
  ];
  const book = compileRulebook(rules, surroundings);
  const ids = (signalKey: string, customerId: string) =>
    rulesFor(book, { environment: "production", signalKey, customerId }).map((found) => found.rule.id);

  test("finds those that a change concerns", () => {
    expect(ids("meter:hours", "acme")).toEqual(["all", "each", "acme"]);
    expect(ids("meter:hours", "")).toEqual(["all"]);
    expect(ids("field:tier", "acme")).toEqual(["tier", "cel"]);
    expect(ids("field:mrr", "acme")).toEqual(["cel"]);
    expect(ids("meter:unknown", "acme")).toEqual([]);
    expect(book.size).toBe(7);
  });

  test("asks as few of ten thousand as of ten", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => rule(`rule ${index}`, meter(`meter ${index}`)));
    const large = compileRulebook(many, surroundings);
    const found = rulesFor(large, {
      environment: "production",
      signalKey: "meter:meter 5000",
      customerId: "acme",
    });
    expect(found.map((one) => one.rule.id)).toEqual(["rule 5000"]);
  });
});

describe("what a rule watches", () => {
  test.each([
    [
      { signal: { kind: "events", eventType: "payment.*" }, condition: { kind: "absent", hours: 1 } },
      ["events:payment.*"],
    ],
    [
      {
        signal: { kind: "revenue", currency: "EUR" },
        window: "month",
        condition: { kind: "steps", of: { value: 9 }, steps: [50] },
      },
      ["revenue:EUR"],
    ],
    [
      {
        signal: { kind: "balance", credits: "attributes.credits", meter: "hours" },
        condition: { kind: "below", value: 1 },
      },
      ["meter:hours", "field:attributes.credits"],
    ],
    [
      {
        ...meter("h"),
        condition: { kind: "share", direction: "above", percent: 80, of: { field: "attributes.limit" } },
      },
      ["meter:h", "field:attributes.limit"],
    ],
    [
      {
        ...meter("h"),
        filter: {
          any: [
            { field: "customer.zone", operator: "eq", value: "red" },
            { not: { field: "customer.attributes.plan", operator: "eq", value: "a" } },
          ],
        },
      },
      ["meter:h", "field:healthScore", "field:attributes.plan"],
    ],
    [
      { ...meter("h"), window: "cycle" },
      ["meter:h", "field:attributes.billingCycleDay", "field:contractStartedOn"],
    ],
    [
      { signal: { kind: "unknown", of: "customer" }, scope: { kind: "all" }, condition: { kind: "seen" } },
      ["unknown:customer"],
    ],
  ])("%# is known by its keys", (body, keys) => {
    expect(signalKeysOf(ruleOf(body).rule)).toEqual(keys);
  });
});
