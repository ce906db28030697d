import type { ComposableEvent } from "@/lib/messages/compose";
import { firingEvent, type ToldFiring } from "../firing-event";
import type { Firing, Observation } from "../observation";
import { type Rule, ruleInput } from "../schema";

const at = Date.parse("2026-11-21T09:00:00Z");
const week = { start: Date.parse("2026-11-16T00:00:00Z"), end: Date.parse("2026-11-23T00:00:00Z") };
const lastWeek = { start: Date.parse("2026-11-09T00:00:00Z"), end: week.start };
const quarter = { start: Date.parse("2026-10-01T00:00:00Z"), end: Date.parse("2027-01-01T00:00:00Z") };

const acme = {
  id: "cus_acme",
  name: "Acme",
  email: "ap@acme.test",
  url: "https://app.example/c/acme",
  tier: "growth",
  mrr: { amount: "499.00", currency: "USD" },
  owner: { email: "kim@example.com", name: null },
  zone: "yellow",
  healthScore: 54,
  renewalOn: "2027-01-31",
  attributes: { credits: 1000, region: "EU", nested: { a: 1 } },
};

type Given = {
  rule: Record<string, unknown>;
  firing?: Partial<Firing>;
  observation?: Partial<Observation>;
  more?: Partial<ToldFiring>;
};

/** A firing as the evaluation would hand it over. @throws when the rule is none. */
export function toldFiring({ rule, firing = {}, observation = {}, more = {} }: Given): ToldFiring {
  const parsed: Rule = {
    ...ruleInput.parse({ name: "A rule", scope: { kind: "each" }, ...rule }),
    id: "rul_01jd7m0c0000000000000000",
    revision: 2,
    watchesSince: new Date(at),
  };
  const seen: Observation = {
    customerId: "cus_acme",
    customer: acme,
    now: at,
    window: null,
    value: null,
    compared: null,
    lastSeenAt: null,
    changedAt: at,
    ...observation,
  };
  const { value, compared, window: period } = seen;
  return {
    rule: parsed,
    firing: {
      ...{
        kind: "triggered",
        key: "k",
        severity: "warning",
        period,
        step: null,
        value,
        compared,
        at,
        story: "",
      },
      ...firing,
    },
    observation: seen,
    timeZone: "UTC",
    id: "bellwire:k",
    ...more,
  };
}

const everybody = { customerId: "", customer: null };
const meter = { kind: "meter", meter: "api-hours" };
const above = { kind: "above", value: 1000 };
const churn = { signal: { kind: "field", field: "churnProbability" } };
const health = { kind: "field", field: "healthScore" };
const credits = { kind: "balance", credits: "attributes.credits", meter: "gb" };
const revenue = { kind: "revenue", currency: "USD" };
const byPercent = { kind: "change", direction: "down", by: { percent: 20 }, against: { windows: 1 } };
const target = { kind: "steps", of: { value: 3_000_000 }, steps: [25, 50, 75, 90] };

/** Firings of every kind, with the sentence that they are told in. */
export const toldFirings: readonly (Given & { sentence: string })[] = [
  {
    sentence: "Acme passed 1,000 h this week (1,042)",
    rule: { name: "Over 1,000 hours a week", signal: meter, window: "week", condition: above },
    observation: { value: "1042", window: week },
    more: { unit: "h", series: ["610", null, "640", "702", "731", "800", "874", "1042"] },
  },
  {
    sentence: "Acme reached 1,000 of api-hours last week (1,000)",
    rule: { signal: meter, window: "week", condition: { ...above, inclusive: true }, cooldownMinutes: 60 },
    observation: { value: "1000", window: lastWeek },
    firing: { at: week.start + 300_000 },
  },
  {
    sentence: "Acme passed 1,000 of api-hours this week (1000.001)",
    rule: { signal: meter, window: "week", condition: above },
    observation: { value: "1000.001", window: week },
  },
  {
    sentence: "api-hours passed 1,000 this week (1,042)",
    rule: { signal: meter, window: "week", condition: above, scope: { kind: "all" } },
    observation: { ...everybody, value: "1042", window: week },
  },
  {
    sentence: "Acme api-hours -23 % week over week",
    rule: { signal: meter, window: "week", condition: byPercent },
    observation: { value: "770", compared: "1000", window: lastWeek },
    more: { series: ["1010", "990", "1000", "770"] },
  },
  {
    sentence: "Acme api-hours -43 % vs 4-week baseline",
    rule: { signal: meter, window: "week", condition: { ...byPercent, against: { windows: 4 } } },
    observation: { value: "412", compared: "723", window: lastWeek },
  },
  {
    sentence: "Acme api-hours at 12 last week, below 100",
    rule: { signal: meter, window: "week", condition: { kind: "below", value: 100 } },
    observation: { value: "12", window: lastWeek },
    firing: { at: week.start + 300_000 },
  },
  {
    sentence: "Acme api-hours at 92 % of 10,000 this week",
    rule: {
      signal: meter,
      window: "week",
      condition: { kind: "share", direction: "above", percent: 90, of: { field: "attributes.limit" } },
    },
    observation: { value: "9200", compared: "10000", window: week },
  },
  {
    sentence: "Acme has 120 of 1,000 credit left",
    rule: { name: "Credit low", signal: credits, condition: { kind: "below", value: 200 } },
    observation: { value: "120" },
    more: { burnPerDay: "24" },
  },
  {
    sentence: "Acme has used up all 1,000 of its credit",
    rule: { signal: credits, condition: { kind: "below", value: 0 }, severity: "critical" },
    observation: { value: "-18.4" },
    firing: { severity: "critical" },
  },
  {
    sentence: "Q4 revenue at 75 % of target",
    rule: { signal: revenue, scope: { kind: "all" }, window: "quarter", condition: target },
    observation: { ...everybody, value: "2256000", compared: "3000000", window: quarter },
    firing: { kind: "step", step: "75", severity: "good", story: "2026-10-01T00:00:00.000Z" },
  },
  {
    sentence: "Acme health 72 → 54 (-18) in 7 days",
    rule: {
      name: "Health fell",
      signal: health,
      condition: { kind: "change", direction: "down", by: { points: 10 }, against: { days: 7 } },
      action: "Call the sponsor",
    },
    observation: { value: "54", compared: "72" },
  },
  {
    sentence: "Acme likely to churn (81 %)",
    rule: { ...churn, condition: { kind: "above", value: 0.8 }, severity: "critical" },
    observation: { value: "0.81" },
    firing: { severity: "critical" },
  },
  {
    sentence: "Acme is in the red zone (health 36)",
    rule: { signal: health, condition: { kind: "zone", zones: ["red"] } },
    observation: { value: "36", customer: { ...acme, zone: "red" } },
  },
  {
    sentence: "4 unknown meters sent data",
    rule: { signal: { kind: "unknown", of: "meter" }, scope: { kind: "all" }, condition: { kind: "seen" } },
    observation: everybody,
    more: { entities: ["api-hour", "gpu_minutes", "seats", "storage"] },
  },
  {
    sentence: "1 unknown customer sent data: cus_9941",
    rule: {
      signal: { kind: "unknown", of: "customer" },
      scope: { kind: "all" },
      condition: { kind: "seen" },
    },
    observation: everybody,
    firing: { name: "cus_9941" },
  },
  {
    sentence: "No payment.succeeded for 6 hours",
    rule: {
      signal: { kind: "events", eventType: "payment.succeeded" },
      scope: { kind: "all" },
      condition: { kind: "absent", hours: 6 },
    },
    observation: { ...everybody, lastSeenAt: at - 6 * 3_600_000 },
  },
  {
    sentence: "No api-hours from Acme for 48 hours",
    rule: { signal: meter, condition: { kind: "absent", hours: 48 } },
    observation: { lastSeenAt: at - 48 * 3_600_000 },
  },
  {
    sentence: "MRR at risk: MRR passed $18,000 ($18,420.50)",
    rule: {
      name: "MRR at risk",
      signal: { kind: "field", field: "mrr", currency: "USD" },
      scope: { kind: "segment", filter: { field: "customer.zone", operator: "eq", value: "red" } },
      condition: { kind: "above", value: 18_000 },
    },
    observation: { ...everybody, value: "18420.5" },
  },
  {
    sentence: "Still: Acme passed 1,000 h this week (1,310)",
    rule: { signal: meter, window: "week", condition: above, repeatMinutes: 60 },
    observation: { value: "1310", window: week },
    firing: { kind: "repeated" },
    more: { unit: "h" },
  },
  {
    sentence: "Recovered: Acme health at 75",
    rule: { signal: health, condition: { kind: "below", value: 40 } },
    observation: { value: "75" },
    firing: { kind: "recovered" },
  },
  {
    sentence: "Recovered: payment.succeeded is coming in again",
    rule: {
      signal: { kind: "events", eventType: "payment.succeeded" },
      scope: { kind: "all" },
      condition: { kind: "absent", hours: 6 },
    },
    observation: { ...everybody, lastSeenAt: at },
    firing: { kind: "recovered" },
  },
];

/** A firing as its event, ready to be composed. */
export function eventOf(told: ToldFiring): ComposableEvent {
  const { id, occurredAt, ...event } = firingEvent(told);
  return { ...event, externalId: id, occurredAt: new Date(occurredAt) };
}
