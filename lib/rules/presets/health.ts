import { type RulePreset, whoIsTold } from "./preset";

const worthMuch = (amount: string) =>
  ({ field: "customer.mrr.amount", operator: "gte", value: amount }) as const;
const fell = (points: number, inclusive = true) =>
  ({ kind: "change", direction: "down", by: { points }, against: { days: 7 }, inclusive }) as const;
const healthScore = { kind: "field", field: "healthScore" } as const;
const howMany = { pointer: "/condition/by/points", label: "How many points" };

/** What Stanna's guide alerts to in the health of customers (STA-11, STA-34, STA-44, STA-48…51, STA-55, STA-60, STA-62). */
export const healthPresets: readonly RulePreset[] = [
  {
    id: "health_drop",
    name: "Health drops 10 points or more",
    description: "Health score drops: Set threshold (e.g., drop of 10+ points)",
    source: "STA-44",
    group: "health",
    gaps: [howMany, whoIsTold],
    rule: {
      name: "Health drops 10 points or more",
      signal: healthScore,
      scope: { kind: "each" },
      condition: fell(10),
      ownerRouting: "mention",
    },
  },
  {
    id: "health_drop_fewer",
    name: "Health drops more than 15 points",
    description: "Increase alert thresholds (e.g., only alert for drops >15 points)",
    source: "STA-55",
    group: "health",
    gaps: [howMany, whoIsTold],
    rule: {
      name: "Health drops more than 15 points",
      signal: healthScore,
      scope: { kind: "each" },
      condition: fell(15, false),
    },
  },
  {
    id: "health_drop_minimum_mrr",
    name: "Health drops at an account that pays $1,000 or more",
    description: "Minimum MRR: Only alert for clients above revenue threshold",
    source: "STA-48",
    group: "health",
    gaps: [{ pointer: "/filter/value", label: "The least MRR" }, whoIsTold],
    rule: {
      name: "Health drops at an account that pays $1,000 or more",
      signal: healthScore,
      scope: { kind: "each" },
      condition: fell(10),
      filter: worthMuch("1000"),
    },
  },
  {
    id: "health_drop_tier",
    name: "Health drops at an enterprise account",
    description: "Account tier: Filter by enterprise, growth, or starter tiers",
    source: "STA-49",
    group: "health",
    gaps: [{ pointer: "/filter/value", label: "Which tiers" }, whoIsTold],
    rule: {
      name: "Health drops at an enterprise account",
      signal: healthScore,
      scope: { kind: "each" },
      condition: fell(10),
      filter: { field: "customer.tier", operator: "in", value: ["enterprise"] },
    },
  },
  {
    id: "health_zone",
    name: "Into the red or yellow zone",
    description: "Health zone: Only alert for red/yellow zone clients",
    source: "STA-50",
    group: "health",
    gaps: [{ pointer: "/condition/zones", label: "Which zones" }, whoIsTold],
    rule: {
      name: "Into the red or yellow zone",
      signal: healthScore,
      scope: { kind: "each" },
      condition: { kind: "zone", zones: ["red", "yellow"] },
    },
  },
  {
    id: "high_value_at_risk",
    name: "A high-value account is at risk",
    description: "Alerts for at-risk high-value accounts",
    source: "STA-34",
    group: "health",
    gaps: [{ pointer: "/filter/value", label: "From which MRR on" }, whoIsTold],
    rule: {
      name: "A high-value account is at risk",
      signal: healthScore,
      scope: { kind: "each" },
      condition: { kind: "zone", zones: ["red"] },
      filter: worthMuch("5000"),
      severity: "critical",
      ownerRouting: "direct",
      action: "Call the sponsor today",
    },
  },
  {
    id: "health_and_more",
    name: "Unwell, unused and worth much",
    description: "Multiple conditions: Combine health score, MRR, and engagement criteria",
    source: "STA-60",
    group: "health",
    gaps: [{ pointer: "/filter", label: "Which customers" }, whoIsTold],
    rule: {
      name: "Unwell, unused and worth much",
      signal: healthScore,
      scope: { kind: "each" },
      condition: { kind: "below", value: 50, clear: 60 },
      filter: {
        all: [worthMuch("1000"), { not: { field: "customer.engagement", operator: "gte", value: 30 } }],
      },
    },
  },
  {
    id: "vip_health",
    name: "Health of a strategic account",
    description: "Account-specific rules: Custom alerts for VIP or strategic accounts",
    source: "STA-62",
    group: "health",
    gaps: [{ pointer: "/scope/customerId", label: "Which customer" }, howMany, whoIsTold],
    rule: {
      name: "Health of a strategic account",
      signal: healthScore,
      scope: { kind: "customer", customerId: "cus_strategic" },
      condition: fell(5),
      severity: "critical",
    },
  },
  {
    id: "sentiment_low",
    name: "A customer sounds unhappy",
    description: "Sentiment alerts: Detection of frustrated or unhappy customers",
    source: "STA-15",
    group: "health",
    gaps: [{ pointer: "/condition/value", label: "Below which score" }, whoIsTold],
    rule: {
      name: "A customer sounds unhappy",
      signal: { kind: "field", field: "sentimentScore" },
      scope: { kind: "each" },
      condition: { kind: "below", value: 40, clear: 50 },
    },
  },
  {
    id: "churn_probability",
    name: "Likely to churn",
    description: "Churn probability: Alert above certain risk percentage",
    source: "STA-45",
    group: "health",
    gaps: [{ pointer: "/condition/value", label: "Above which probability (0.7 is 70 %)" }, whoIsTold],
    rule: {
      name: "Likely to churn",
      signal: { kind: "field", field: "churnProbability" },
      scope: { kind: "each" },
      condition: { kind: "above", value: "0.7", clear: "0.6" },
      severity: "critical",
      ownerRouting: "mention",
      action: "Agree on a plan with whoever looks after the customer",
    },
  },
];
