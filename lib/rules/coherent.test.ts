import { describe, expect, test } from "vitest";
import { parseRule, parseRulePatch } from "./coherent";

const meter = {
  signal: { kind: "meter", meter: "hours" },
  window: "week",
  condition: { kind: "above", value: 10 },
};
const field = { signal: { kind: "field", field: "healthScore" }, condition: { kind: "below", value: 40 } };
const given = (body: Record<string, unknown>) => ({ name: "A rule", scope: { kind: "each" }, ...body });
const pointers = (body: Record<string, unknown>) => {
  const parsed = parseRule(given(body));
  return parsed.ok ? [] : parsed.errors.map(({ pointer }) => pointer);
};
const above = { kind: "above", value: 10 };
const change = { kind: "change", direction: "up", by: { percent: 10 }, against: { windows: 1 } };
const mrr = { kind: "field", field: "mrr", currency: "USD" };
const all = { kind: "all" };
const balance = { kind: "balance", credits: "attributes.credits", meter: "hours" };

describe("a rule", () => {
  test.each([
    ["a window for what adds up", { ...meter, window: undefined }, ["/window"]],
    ["no window for a number", { ...field, window: "week" }, ["/window"]],
    ["no window for absence", { ...meter, condition: { kind: "absent", hours: 6 } }, ["/window"]],
    ["no billing cycle of all", { ...meter, scope: all, window: "cycle" }, ["/window"]],
    ["no zone of a meter", { ...meter, condition: { kind: "zone", zones: ["red"] } }, ["/condition/kind"]],
    [
      "no zone of another number",
      { signal: mrr, condition: { kind: "zone", zones: ["red"] } },
      ["/signal/field"],
    ],
    ["no sum of scores", { ...field, scope: all }, ["/scope/kind"]],
    [
      "a currency of money",
      { signal: { kind: "field", field: "mrr" }, condition: above },
      ["/signal/currency"],
    ],
    [
      "no currency of a score",
      { ...field, signal: { ...field.signal, currency: "USD" } },
      ["/signal/currency"],
    ],
    ["days for a number", { ...field, condition: change }, ["/condition/against"]],
    [
      "windows for a meter",
      { ...meter, condition: { ...change, against: { days: 7 } } },
      ["/condition/against"],
    ],
    ["balances one by one", { signal: balance, scope: all, condition: above }, ["/scope/kind"]],
    [
      "a pace for days left",
      { signal: { ...balance, meter: undefined, measure: "daysLeft" }, condition: above },
      ["/signal/meter"],
    ],
    [
      "only `seen` of the unknown",
      { signal: { kind: "unknown", of: "meter" }, scope: all, condition: above },
      ["/condition/kind"],
    ],
    ["the clear level on its side", { ...meter, condition: { ...above, clear: 11 } }, ["/condition/clear"]],
    ["steps that go up", { ...meter, condition: { kind: "steps", steps: [50, 25] } }, ["/condition/steps/1"]],
    [
      "severities of its steps",
      { ...meter, condition: { kind: "steps", steps: [25], severities: { "50": "info" } } },
      ["/condition/severities/50"],
    ],
    [
      "no live fall of a sum",
      { ...meter, judge: "live", condition: { kind: "below", value: 1 } },
      ["/judge"],
    ],
    [
      "no duration at the end",
      { ...meter, forMinutes: 5, condition: { kind: "below", value: 1 } },
      ["/forMinutes"],
    ],
    ["no repetition in the cooldown", { ...meter, repeatMinutes: 5, cooldownMinutes: 6 }, ["/repeatMinutes"]],
    [
      "overrides of customers only",
      { ...meter, scope: all, overrides: [{ customerId: "a", value: 1 }] },
      ["/overrides"],
    ],
    [
      "each override once",
      { ...meter, overrides: [{ customerId: "a" }, { customerId: "a" }] },
      ["/overrides/1/customerId"],
    ],
    [
      "whole hours",
      {
        signal: meter.signal,
        condition: { kind: "absent", hours: 6 },
        overrides: [{ customerId: "a", value: 1.5 }],
      },
      ["/overrides/0/value"],
    ],
    [
      "a time zone",
      { ...meter, schedule: { days: [1], from: "09:00", to: "17:00", timeZone: "Mars/Olympus" } },
      ["/schedule/timeZone"],
    ],
    [
      "filters of customers",
      { ...meter, filter: { all: [{ field: "data.x", operator: "eq", value: 1 }] } },
      ["/filter/all/0/field"],
    ],
    ["CEL that can be read", { ...meter, expression: "customer.tier ==" }, ["/expression"]],
    [
      "each destination once",
      { ...meter, destinations: [{ destinationId: "d" }, { destinationId: "d" }] },
      ["/destinations/1/destinationId"],
    ],
    ["no owner of all", { ...meter, scope: all, ownerRouting: "mention" }, ["/ownerRouting"]],
    ["a link", { ...meter, runbookUrl: "javascript:alert(1)" }, ["/runbookUrl"]],
    ["nothing unknown", { ...meter, cron: "* * * * *" }, ["/cron"]],
    ["numbers", { ...meter, condition: { kind: "above", value: "many" } }, ["/condition/value"]],
  ])("needs %s", (_, body, expected) => {
    expect(pointers(JSON.parse(JSON.stringify(body)))).toEqual(expected);
  });

  test("is read when its parts go together", () => {
    for (const body of [
      meter,
      field,
      { signal: mrr, scope: all, condition: { ...change, against: { days: 30 } } },
      { signal: balance, condition: above },
    ])
      expect(pointers(body)).toEqual([]);
  });

  test("is changed by what is given; null takes away; the whole must go together again", () => {
    const parsed = parseRule(given({ ...meter, cooldownMinutes: 60, forMinutes: 5 }));
    if (!parsed.ok) throw new Error("it is a rule");
    const changed = parseRulePatch(parsed.rule, { cooldownMinutes: null, name: "Other" });
    expect(changed).toMatchObject({ ok: true, rule: { name: "Other", forMinutes: 5, window: "week" } });
    expect(changed.ok && "cooldownMinutes" in changed.rule).toBe(false);
    const refused = parseRulePatch(parsed.rule, { window: null });
    expect(refused).toMatchObject({ ok: false, errors: [{ pointer: "/window" }] });
    expect(parseRulePatch(parsed.rule, [])).toMatchObject({ ok: false, errors: [{ pointer: "" }] });
  });
});
