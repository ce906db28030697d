import { describe, expect, test } from "vitest";
import { parseRule } from "@/lib/rules/coherent";
import { type RuleInput, ruleInput } from "@/lib/rules/schema";
import { blankDraft, draftFrom, listNames, type RuleDraft, ruleTypes } from "./draft";
import { fitOf, settled, withType } from "./draft-fit";
import { gapsIn } from "./draft-gaps";
import { ruleOf } from "./draft-rule";
import { draftOfRule, stretchOf } from "./rule-draft";
import { factsOf } from "./rule-types";

const base = { name: "Heavy use", scope: { kind: "each" }, window: "week" };
const meter = { kind: "meter", meter: "api-hours", measure: "sum" };

const rules: { name: string; given: unknown }[] = [
  { name: "above", given: { ...base, signal: meter, condition: { kind: "above", value: "1000" } } },
  {
    name: "below, inclusive, with a clear level and a live judgement",
    given: {
      ...base,
      signal: { ...meter, measure: "average" },
      condition: { kind: "below", value: "2.5", inclusive: true, clear: "4" },
      judge: "live",
      forMinutes: 90,
      cooldownMinutes: 1_440,
      repeatMinutes: 2_895,
    },
  },
  {
    name: "a share of a customer's number",
    given: {
      ...base,
      signal: meter,
      condition: { kind: "share", direction: "above", percent: "80", of: { field: "attributes.limit" } },
    },
  },
  {
    name: "a fall against the mean of four weeks",
    given: {
      ...base,
      signal: meter,
      condition: { kind: "change", direction: "down", by: { percent: "20" }, against: { windows: 4 } },
    },
  },
  {
    name: "a fall of a profile's number in points",
    given: {
      ...base,
      window: undefined,
      signal: { kind: "field", field: "healthScore" },
      condition: {
        kind: "change",
        direction: "down",
        by: { points: "10" },
        against: { days: 0 },
        inclusive: false,
      },
    },
  },
  {
    name: "steps of a target, graver as they go",
    given: {
      ...base,
      window: "quarter",
      scope: { kind: "all" },
      signal: { kind: "revenue", currency: "USD" },
      condition: {
        kind: "steps",
        of: { value: "100000" },
        steps: ["25", "50", "75", "90"],
        every: "25",
        severities: { 90: "good" },
      },
    },
  },
  {
    name: "steps without a target",
    given: { ...base, signal: meter, condition: { kind: "steps", steps: ["10", "20"] } },
  },
  {
    name: "a zone, with a filter of shortcuts and a tree",
    given: {
      ...base,
      window: undefined,
      signal: { kind: "field", field: "healthScore" },
      condition: { kind: "zone", zones: ["red", "yellow"] },
      filter: {
        all: [
          { field: "customer.mrr.amount", operator: "gte", value: "500" },
          { field: "customer.tier", operator: "in", value: ["enterprise", "growth"] },
          { not: { any: [{ field: "customer.attributes.region", operator: "eq", value: "emea" }] } },
          { field: "customer.name", operator: "exists", value: true },
        ],
      },
      expression: "customer.engagement > 3.0",
    },
  },
  {
    name: "absence of events of one customer",
    given: {
      ...base,
      window: undefined,
      scope: { kind: "customer", customerId: "cus/1" },
      signal: { kind: "events", eventType: "payment.succeeded" },
      condition: { kind: "absent", hours: 6 },
    },
  },
  {
    name: "a balance",
    given: {
      ...base,
      window: undefined,
      signal: { kind: "balance", credits: "attributes.credits", meter: "api-hours", measure: "daysLeft" },
      condition: { kind: "below", value: "7" },
    },
  },
  {
    name: "a sum below a bound, looked at certain times only",
    given: {
      ...base,
      signal: meter,
      condition: { kind: "below", value: "10" },
      cron: { expression: "0 9 * * 1", timeZone: "Europe/Berlin" },
      cooldownMinutes: 2_880,
    },
  },
  {
    name: "a schedule, exceptions and destinations",
    given: {
      ...base,
      signal: meter,
      condition: { kind: "above", value: "-3" },
      schedule: { when: "outside", timeZone: "Europe/Berlin", days: [1, 5], from: "08:30", to: "18:00" },
      overrides: [
        { customerId: "vip", value: "5", severity: "critical" },
        { customerId: "quiet", muted: true },
      ],
      destinations: [{ destinationId: "dst_1" }, { destinationId: "dst_2", severities: ["critical"] }],
      ownerRouting: "mention",
      action: "Call them",
      runbookUrl: "https://example.com/run",
      tellRecovered: false,
      enabled: false,
    },
  },
  {
    name: "a segment's MRR",
    given: {
      ...base,
      window: undefined,
      scope: { kind: "segment", filter: { field: "customer.tier", operator: "eq", value: "growth" } },
      signal: { kind: "field", field: "mrr", currency: "EUR" },
      condition: { kind: "below", value: "10000" },
    },
  },
  {
    name: "unknown",
    given: {
      ...base,
      window: undefined,
      scope: { kind: "all" },
      signal: { kind: "unknown", of: "customer" },
      condition: { kind: "seen" },
    },
  },
];

/** What a browser posts of a draft: nothing for a box without a tick. */
function posted(draft: RuleDraft): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(draft).flatMap(([name, value]) => {
      if (value === false || (Array.isArray(value) && value.length === 0)) return [];
      return [[name, value === true ? "on" : value]];
    }),
  );
}

describe("a rule in the form", () => {
  test.each(rules)("comes back as it was: $name", ({ given }) => {
    const rule: RuleInput = ruleInput.parse(given);
    expect(parseRule(given)).toMatchObject({ ok: true });
    const draft = draftOfRule(rule);
    expect(gapsIn(draft, 2)).toEqual({});
    expect(gapsIn(draft, 3)).toEqual({});
    expect(ruleInput.parse(ruleOf(draftFrom(posted(draft))))).toEqual(rule);
  });
});

describe("choosing a type", () => {
  test.each(ruleTypes)("%s starts with what it can have", (type) => {
    const draft = withType({ ...blankDraft, name: "Kept", scope: "segment", condition: "zone" }, type);
    const { scopes, conditions } = factsOf(type);
    expect(draft.name).toBe("Kept");
    expect(scopes).toContain(draft.scope);
    expect(conditions).toContain(draft.condition);
  });

  test.each(ruleTypes)("%s can be kept once its gaps are filled", (type) => {
    const filled = { name: "N", meter: "m", eventType: "a.b", value: "1", changeBy: "1", ofValue: "9" };
    const draft = { ...withType(blankDraft, type), ...filled };
    expect(gapsIn(draft, 2)).toEqual({});
    expect(parseRule(ruleOf(draft))).toMatchObject({ ok: true });
  });

  test("the same type again changes nothing", () => {
    const draft = { ...withType(blankDraft, "usage"), value: "9" };
    expect(withType(draft, "usage")).toBe(draft);
  });
});

describe("what does not go together is not sent", () => {
  const usage = { ...withType(blankDraft, "usage"), name: "N", meter: "m", value: "1", percent: "5" };
  const extras = {
    forCount: "5",
    repeatCount: "2",
    cooldownCount: "1",
    minMrr: "5",
    ownerRouting: "mention",
    judge: "live",
    overrides: '[{"customerId":"a","value":"5"}]',
    steps: "1, 2",
    changeBy: "3",
  };
  const score = { ...withType(blankDraft, "customer"), name: "N", value: "1" };
  test.each<[string, RuleDraft]>([
    ["of several as a whole", { ...usage, ...extras, scope: "all", window: "cycle" }],
    ["of a fall", { ...usage, ...extras, condition: "down" }],
    ["of steps", { ...usage, ...extras, condition: "steps", ofKind: "none" }],
    ["of a change at once", { ...score, ...extras }],
    ["of a score of all", { ...score, scope: "all", condition: "above" }],
    ["of a zone of another number", { ...score, field: "engagement", condition: "zone" }],
    ["of a name", { ...withType(blankDraft, "unknown"), ...extras, name: "N" }],
    [
      "of days left",
      {
        ...withType(blankDraft, "balance"),
        name: "N",
        value: "1",
        balanceMeter: "m",
        balanceMeasure: "daysLeft",
        condition: "shareBelow",
      },
    ],
  ])("%s", (_, draft) => {
    expect(parseRule(ruleOf(settled(draft)))).toMatchObject({ ok: true });
  });

  test("an owner is of single customers only", () => {
    expect([fitOf(usage).isOfOne, fitOf({ ...usage, scope: "segment" }).isOfOne]).toEqual([true, false]);
  });
});

describe("what is missing", () => {
  const usage = { ...withType(blankDraft, "usage"), name: "N", meter: "m", value: "1" };
  test.each<[string, Partial<RuleDraft>, string[]]>([
    ["nothing", {}, []],
    ["a thousands separator is no mistake", { value: "1,000" }, []],
    ["a name and a meter", { name: " ", meter: "" }, ["name", "meter"]],
    ["a number", { value: "lots" }, ["value"]],
    ["a share above zero and its target", { condition: "shareAbove", percent: "0" }, ["percent", "ofValue"]],
    ["a change and its baseline", { condition: "down", against: "0" }, ["changeBy", "against"]],
    ["steps", { condition: "steps", steps: "25, x", ofKind: "none" }, ["steps"]],
    ["a customer", { scope: "customer" }, ["customerId"]],
    ["a segment", { scope: "segment" }, ["segment"]],
    ["whole minutes", { forCount: "1.5" }, ["forCount"]],
    ["a day", { scheduleWhen: "inside", scheduleDays: [] }, ["scheduleDays"]],
    ["a threshold of an exception", { overrides: '[{"customerId":"a","value":"x"}]' }, ["overrides"]],
  ])("%s", (_, change, inputs) => {
    expect(Object.keys(gapsIn({ ...usage, ...change }, 2)).sort()).toEqual([...inputs].sort());
  });

  test("the last step asks for its own", () => {
    const draft = { ...usage, repeatCount: "0", runbookUrl: "not an address", forCount: "x" };
    expect(Object.keys(gapsIn(draft, 3)).sort()).toEqual(["repeatCount", "runbookUrl"]);
  });

  test("a type comes first", () => {
    expect(gapsIn(blankDraft, 1)).toEqual({ type: "Choose what is watched." });
  });
});

test.each([
  [undefined, { count: "", unit: "hours" }],
  [90, { count: "90", unit: "minutes" }],
  [120, { count: "2", unit: "hours" }],
  [2_880, { count: "2", unit: "days" }],
])("%s minutes read as %j", (minutes, expected) => expect(stretchOf(minutes, "hours")).toEqual(expected));

test("a list without a tick is empty, a box without one is off", () => {
  const draft = draftFrom({ type: "usage", scheduleDays: "3" });
  expect(draft).toMatchObject({ type: "usage", scheduleDays: ["3"], enabled: false, tellRecovered: false });
  expect(listNames).toContain("destinations");
});
