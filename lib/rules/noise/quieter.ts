import type { Filter } from "@/lib/routing/filter";
import { textOfUnits, unitsOf } from "../amount";
import { incoherences } from "../coherent";
import type { Rule } from "../schema";

/** A rule that would speak less, and how it differs in words. */
export type Quieter = {
  kind: "threshold" | "minimum_mrr" | "cooldown";
  text: string;
  /** What a PATCH of the rule would be. */
  patch: Partial<Rule>;
};

const hundred = 100n;

/** So many percent of a number, without needless digits. */
const scaled = (amount: string, percent: bigint) => textOfUnits((unitsOf(amount) * percent) / hundred);

type Direction = "more" | "less";
type Bound = {
  value: string;
  direction: Direction;
  with: (value: string) => Partial<Rule>;
  words: (value: string) => string;
};

/** The number that decides how often it speaks; undefined where there is none. */
function boundOf({ condition }: Rule): Bound | undefined {
  switch (condition.kind) {
    case "above":
    case "below":
      return {
        value: condition.value,
        direction: condition.kind === "above" ? "more" : "less",
        with: (value) => ({ condition: { ...condition, value, ...withoutClear(condition) } }),
        words: (value) => `${condition.kind} ${value} instead of ${condition.value}`,
      };
    case "share":
      return {
        value: condition.percent,
        direction: condition.direction === "above" ? "more" : "less",
        with: (percent) => ({ condition: { ...condition, percent, ...withoutClear(condition) } }),
        words: (value) => `${condition.direction} ${value} % instead of ${condition.percent} %`,
      };
    case "change": {
      const { by } = condition;
      const value = "percent" in by ? by.percent : by.points;
      const unit = "percent" in by ? " %" : "";
      return {
        value,
        direction: "more",
        with: (amount) => ({
          condition: { ...condition, by: "percent" in by ? { percent: amount } : { points: amount } },
        }),
        words: (amount) => `a change of ${amount}${unit} instead of ${value}${unit}`,
      };
    }
    case "absent":
      return {
        value: String(condition.hours),
        direction: "more",
        with: (value) => ({
          condition: { ...condition, hours: Math.min(24 * 366, Math.ceil(Number(value))) },
        }),
        words: (value) => `${Math.ceil(Number(value))} hours instead of ${condition.hours}`,
      };
    default:
      return undefined;
  }
}

/** A clear level on the wrong side of the new bound makes no sense; without one the bound itself is it. */
const withoutClear = (condition: { clear?: string | undefined }) =>
  condition.clear === undefined ? {} : { clear: undefined };

const factors = { more: [110n, 125n, 150n, 200n], less: [90n, 75n, 50n, 25n] } as const;

function thresholds(rule: Rule): Quieter[] {
  const bound = boundOf(rule);
  if (!bound || unitsOf(bound.value) <= 0n) return [];
  return factors[bound.direction].map((factor): Quieter => {
    const value = scaled(bound.value, factor);
    return { kind: "threshold", text: `With ${bound.words(value)}`, patch: bound.with(value) };
  });
}

/** @param amounts of the MRR of customers that it spoke of, ascending. */
function minimumMrr(rule: Rule, amounts: readonly string[]): Quieter[] {
  if (rule.scope.kind !== "each" || amounts.length < 4) return [];
  const median = amounts[Math.floor(amounts.length / 2)];
  if (median === undefined || unitsOf(median) <= 0n) return [];
  const least: Filter = { field: "customer.mrr.amount", operator: "gte", value: median };
  const filter = rule.filter === null ? least : { all: [rule.filter, least] };
  return [
    { kind: "minimum_mrr", text: `Only for customers with an MRR of ${median} or more`, patch: { filter } },
  ];
}

function cooldowns(rule: Rule): Quieter[] {
  if (rule.signal.kind === "unknown") return [];
  return [1_440, 10_080]
    .filter((minutes) => (rule.cooldownMinutes ?? 0) < minutes)
    .map((cooldownMinutes): Quieter => {
      const repeat =
        rule.repeatMinutes === undefined
          ? {}
          : { repeatMinutes: Math.max(rule.repeatMinutes, cooldownMinutes) };
      const text = `At most once ${cooldownMinutes === 1_440 ? "a day" : "a week"} of each customer`;
      return { kind: "cooldown", text, patch: { cooldownMinutes, ...repeat } };
    });
}

/** Ways in which a rule would speak less (STA-55), mildest first of each kind. Each is a rule that can be kept. */
export function quieterThan(rule: Rule, amounts: readonly string[]): Quieter[] {
  return [...thresholds(rule), ...minimumMrr(rule, amounts), ...cooldowns(rule)].filter(
    ({ patch }) => incoherences({ ...rule, ...patch }).length === 0,
  );
}
