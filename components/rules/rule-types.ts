import type { RuleDraft, RuleType } from "./draft";

/** The conditions as the form offers them; direction and kind in one choice. */
export const conditionWords = {
  above: "goes above",
  below: "falls below",
  shareAbove: "goes above a share of a target",
  shareBelow: "falls below a share of a target",
  up: "rises by",
  down: "falls by",
  either: "changes by",
  steps: "reaches steps",
  zone: "comes into a health zone",
  absent: "stops coming",
  seen: "is seen for the first time",
} as const;
export type ConditionChoice = keyof typeof conditionWords;

export const isConditionChoice = (text: string): text is ConditionChoice =>
  Object.hasOwn(conditionWords, text);

export const scopeWords = {
  each: "Each customer by itself",
  all: "All customers together",
  customer: "One customer",
  segment: "A segment, taken together",
} as const;
export type ScopeChoice = keyof typeof scopeWords;

export const windowWords = {
  hour: "hour",
  day: "day",
  week: "week",
  month: "month",
  quarter: "quarter",
  cycle: "billing cycle",
} as const;

type TypeFacts = {
  label: string;
  hint: string;
  conditions: readonly ConditionChoice[];
  scopes: readonly ScopeChoice[];
  hasWindow: boolean;
  /** What the form starts with for it. */
  start: Partial<RuleDraft>;
};

const allScopes = ["each", "all", "customer", "segment"] as const;
const sums = ["above", "below", "shareAbove", "shareBelow", "up", "down", "either", "steps"] as const;

/** What the form asks for, by type. Options that a type has no use for are not offered. */
export const typeFacts = {
  usage: {
    label: "Usage",
    hint: "What a meter adds up to in an hour, a day, a week, a month, a quarter or a billing cycle.",
    conditions: sums,
    scopes: allScopes,
    hasWindow: true,
    start: { condition: "above", window: "week", scope: "each", against: "1" },
  },
  customer: {
    label: "Customer number or health",
    hint: "MRR, health score and zone, sentiment, churn probability, engagement, or a number of your own.",
    conditions: ["above", "below", "shareAbove", "shareBelow", "up", "down", "either", "steps", "zone"],
    scopes: allScopes,
    hasWindow: false,
    start: {
      condition: "down",
      scope: "each",
      changeUnit: "points",
      changeBy: "10",
      bound: "from",
      against: "0",
    },
  },
  revenue: {
    label: "Revenue",
    hint: "What was paid less what was paid back, in one currency.",
    conditions: sums,
    scopes: allScopes,
    hasWindow: true,
    start: {
      condition: "steps",
      window: "quarter",
      scope: "all",
      ofKind: "value",
      currency: "USD",
      against: "1",
    },
  },
  events: {
    label: "Events",
    hint: "How many events of a type come, such as failed payments.",
    conditions: sums,
    scopes: allScopes,
    hasWindow: true,
    start: { condition: "above", window: "day", scope: "all", bound: "from", against: "1" },
  },
  balance: {
    label: "Balance",
    hint: "Prepaid credits less what was used of them, or how many days they last.",
    conditions: ["above", "below", "shareAbove", "shareBelow"],
    scopes: ["each", "customer"],
    hasWindow: false,
    start: { condition: "below", scope: "each", value: "0", bound: "beyond" },
  },
  absence: {
    label: "Absence",
    hint: "Something that usually comes has stopped: no usage for 48 hours, no payment for 6.",
    conditions: ["absent"],
    scopes: allScopes,
    hasWindow: false,
    start: { condition: "absent", scope: "each", hours: "48", absenceOf: "meter" },
  },
  unknown: {
    label: "Unknown meter or customer",
    hint: "A name that was never seen before, often a misspelled one.",
    conditions: ["seen"],
    scopes: ["all"],
    hasWindow: false,
    start: { condition: "seen", scope: "all", unknownOf: "meter", tellRecovered: false, severity: "info" },
  },
} as const satisfies Record<RuleType, TypeFacts>;

/** The facts of a type, without the narrowness of the table. */
export const factsOf = (type: RuleType): TypeFacts => typeFacts[type];

/** Whether the chosen condition measures against a window or a day of before. */
export const isChange = (condition: string) => ["up", "down", "either"].includes(condition);
export const isShare = (condition: string) => condition === "shareAbove" || condition === "shareBelow";
export const isLevel = (condition: string) => condition === "above" || condition === "below";

/** The words for whether the bound itself counts, by condition. */
export function boundWords(condition: string): { beyond: string; from: string } {
  if (condition === "above" || condition === "shareAbove") return { beyond: "more than", from: "at least" };
  if (condition === "below" || condition === "shareBelow") return { beyond: "less than", from: "at most" };
  return { beyond: "by more than", from: "by at least" };
}
