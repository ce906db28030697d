import { describe, expect, test } from "vitest";
import { alertTypes } from "./alert";
import { inOurBraces, ruleOfAlert } from "./rule-of";

/** A variable as some templates write it. */
const dollar = (name: string) => ["$", `{${name}}`].join("");

const usage = {
  id: "n_1",
  name: "Over 1000 hours a week",
  notificationType: "usage",
  meterId: "hours",
  thresholdCondition: "greater-than",
  thresholdValue: 1000,
  range: "week",
  customerFilterMode: "per-customer",
  cron: "0 * * * *",
  email: ["ops@example.com"],
  enabled: true,
  createTime: 1_700_000_000_000,
  updateTime: 1_700_000_000_000,
};
const read = (more: Record<string, unknown> = {}) => {
  const result = ruleOfAlert({ ...usage, ...more }, "USD");
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
};

describe("Amberflo's alerts as they are (AMB-22…25)", () => {
  test("the first example: any customer over 1000 hours a week", () => {
    const { rule, recipients, notes } = read();
    expect(rule).toMatchObject({
      name: "Over 1000 hours a week",
      signal: { kind: "meter", meter: "hours", measure: "sum" },
      scope: { kind: "each" },
      window: "week",
      condition: { kind: "above", value: "1000", inclusive: false },
      cooldownMinutes: 60,
      enabled: true,
    });
    expect(recipients).toEqual({ email: ["ops@example.com"], webhook: undefined });
    expect(notes).toEqual([]);
  });

  test.each(alertTypes)("the type %s is a rule", (notificationType) => {
    const result = ruleOfAlert({ ...usage, notificationType }, "EUR");
    expect(result).toMatchObject({ ok: true });
  });

  test.each([
    ["usage", { kind: "meter", meter: "hours" }],
    ["invoice", { kind: "revenue", currency: "USD" }],
    ["prepaid", { kind: "balance", credits: "attributes.prepaidCredits", meter: "hours" }],
    ["pay-as-you-go-promotion", { kind: "balance", credits: "attributes.promotionCredits" }],
    ["product-item-units", { kind: "meter", meter: "hours" }],
    ["product-item-price", { kind: "meter", meter: "hours-price" }],
    ["undefined-meter", { kind: "unknown", of: "meter" }],
    ["undefined-customer", { kind: "unknown", of: "customer" }],
  ])("%s watches %j", (notificationType, signal) => {
    expect(read({ notificationType }).rule.signal).toMatchObject(signal);
  });

  test.each([
    ["greater-than", 10, { kind: "above", value: "10", inclusive: false }],
    ["less-than", "10.50", { kind: "below", value: "10.5", inclusive: false }],
    ["percent-change", -20, { kind: "change", direction: "down", by: { percent: "20" }, inclusive: true }],
    [
      "percent-change",
      15,
      { kind: "change", direction: "up", by: { percent: "15" }, against: { windows: 1 } },
    ],
    ["less-than-percent", 80, { kind: "change", direction: "down", by: { percent: "20" }, inclusive: false }],
  ])("%s %s alerts when %j (AMB-23)", (thresholdCondition, thresholdValue, condition) => {
    expect(read({ thresholdCondition, thresholdValue }).rule.condition).toMatchObject(condition);
  });

  test("prepaid: less than so many percent of the credits that were given", () => {
    const { rule } = read({
      notificationType: "prepaid",
      thresholdCondition: "less-than-percent",
      thresholdValue: 10,
    });
    expect(rule.condition).toMatchObject({
      kind: "share",
      direction: "below",
      percent: "10",
      of: { field: "attributes.prepaidCredits" },
    });
    expect(rule).toMatchObject({ scope: { kind: "each" } });
    expect(rule.window).toBeUndefined();
  });

  test.each([
    ["*", undefined, { kind: "all" }],
    ["per-customer", undefined, { kind: "each" }],
    ["specific-customer", "cus_1", { kind: "customer", customerId: "cus_1" }],
    [undefined, "cus_1", { kind: "customer", customerId: "cus_1" }],
    [undefined, null, { kind: "all" }],
  ])("customerFilterMode %s with %s: %j (AMB-24)", (customerFilterMode, customerId, scope) => {
    expect(read({ customerFilterMode, customerId }).rule.scope).toEqual(scope);
  });

  test.each([
    [undefined, 60, undefined],
    [30, 30, 30],
    ["daily", 1_440, 1_440],
    ["120", 120, 120],
    ["once", undefined, undefined],
  ])("frequency %s: cooldown %s, repeat %s (AMB-18)", (frequency, cooldownMinutes, repeatMinutes) => {
    const { rule } = read({ frequency });
    expect([rule.cooldownMinutes, rule.repeatMinutes]).toEqual([cooldownMinutes, repeatMinutes]);
  });

  test.each([
    ["0 9 * * 1", "0 9 * * 1"],
    ["0 30 9 1 * ?", "30 9 1 * *"],
    ["0 0 * * * *", undefined],
  ])("the cron %s: looked at %s (AMB-27)", (cron, expression) => {
    const { rule, notes } = read({ cron, frequency: "daily" });
    expect(rule.cron).toEqual(expression === undefined ? undefined : { expression });
    expect(rule.repeatMinutes).toBe(expression === undefined ? 1_440 : undefined);
    expect([rule.cooldownMinutes, notes]).toEqual([1_440, []]);
  });

  test("a plan is a filter, and a cron that comes too often is said to mean nothing here", () => {
    const { rule, notes } = read({ productPlanId: "plan_7", cron: "*/5 * * * *" });
    expect(rule.cron).toBeUndefined();
    expect(rule.filter).toEqual({
      field: "customer.attributes.productPlanId",
      operator: "eq",
      value: "plan_7",
    });
    expect(notes).toEqual([expect.stringContaining("*/5 * * * *")]);
  });

  test.each([
    [{ "X-Key": dollar("customer-id") }],
    [`{"X-Key": "${dollar("customer-id")}"}`],
    [[{ name: "X-Key", value: "{{customer-id}}" }]],
  ])("headers %j and a payload keep their variables (AMB-20, AMB-28)", (webhookHeaders) => {
    const { recipients } = read({
      webhookUrl: "https://example.com/hook",
      webhookHeaders,
      webhookPayload: { text: `${dollar("customer-name")} at {current-value}` },
    });
    expect(recipients.webhook).toEqual({
      url: "https://example.com/hook",
      headers: [{ name: "X-Key", value: "{{ customer-id }}" }],
      payload: '{"text":"{{ customer-name }} at {{ current-value }}"}',
    });
  });

  test("leaves other braces alone", () => {
    expect(inOurBraces('{"a":{"b":1},"c":"{unknown}"}')).toBe('{"a":{"b":1},"c":"{unknown}"}');
  });
});

describe("what is no alert is refused, saying where", () => {
  test.each([
    [{ notificationType: "usage-v2" }, "/notificationType"],
    [{ meterId: null }, "/meterId"],
    [{ thresholdValue: "a lot" }, "/thresholdValue"],
    [{ thresholdValue: undefined }, "/thresholdValue"],
    [{ thresholdCondition: "equals" }, "/thresholdCondition"],
    [{ range: "year" }, "/range"],
    [{ customerFilterMode: "specific-customer" }, "/customerId"],
    [{ name: " " }, "/name"],
    [{ frequency: "now and then" }, "/frequency"],
    [{ webhookHeaders: "not json" }, "/webhookHeaders"],
    [{ thresholdCondition: "less-than-percent", thresholdValue: 120 }, "/thresholdValue"],
    [{ notificationType: "prepaid", thresholdCondition: "percent-change" }, "/thresholdCondition"],
  ])("%j at %s", (more, pointer) => {
    const result = ruleOfAlert({ ...usage, ...more }, "USD");
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test.each([[null], [[]], ["x"], [{ notificationType: "usage" }]])("%j", (body) => {
    expect(ruleOfAlert(body, "USD").ok).toBe(false);
  });
});
