import { describe, expect, test } from "vitest";
import { rulePresets } from "../presets/offered";
import { readRuleJson } from "./read-file";

const rule = rulePresets[0]?.rule;
const alert = { name: "Alert", notificationType: "usage", meterId: "hours", thresholdValue: 5 };
const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)]);

describe("rules of a JSON document", () => {
  test.each([
    ["a list", [rule, alert]],
    ["under rules", { rules: [rule, alert] }],
    ["under notifications", { notifications: [rule, alert] }],
  ])("%s, ours and Amberflo's mixed", (_, body) => {
    const { rules, errors } = readRuleJson(body, "USD");
    expect(errors).toEqual([]);
    expect(rules.map((one) => one.rule.name)).toEqual([rule?.name, "Alert"]);
  });

  test("a single one", () => {
    expect(readRuleJson(alert, "USD").rules[0]?.rule).toMatchObject({ name: "Alert", window: "day" });
  });

  test.each([[null], ["rules"], [5]])("%j holds none", (body) => {
    expect(() => readRuleJson(body, "USD")).toThrow(expect.objectContaining({ code: "invalid_file" }));
  });

  test.each([
    ["depth", { ...alert, webhookPayload: deep(40) }],
    ["a prototype", JSON.parse('{"notificationType":"usage","name":"x","__proto__":{"a":1}}')],
    ["NUL", { ...alert, name: "a\u0000b" }],
    ["a lone surrogate", { ...alert, name: "\uD800" }],
    ["a rule with a prototype", JSON.parse('{"name":"x","filter":{"__proto__":[]}}')],
    ["numbers beyond all bounds", { ...alert, thresholdValue: 1e300 }],
    ["a header that breaks the line is no rule's matter", { ...alert, name: 7 }],
    ["nothing", {}],
  ])("%s costs only its own", (_, hostile) => {
    const { rules, rejected, errors } = readRuleJson([rule, hostile], "USD");
    expect([rules.length, rejected]).toEqual([1, 1]);
    expect(errors.every(({ pointer }) => pointer.startsWith("/1"))).toBe(true);
  });

  test("too many are refused unread", () => {
    expect(() =>
      readRuleJson(
        Array.from({ length: 10_001 }, () => null),
        "USD",
      ),
    ).toThrow(/10000 rules/);
  });

  test("tells a thousand errors one by one, and counts the rest", () => {
    const { errors, rejected } = readRuleJson(
      Array.from({ length: 1_500 }, () => ({ name: "" })),
      "USD",
    );
    expect(rejected).toBe(1_500);
    expect(errors.length).toBe(1_000);
  });
});
