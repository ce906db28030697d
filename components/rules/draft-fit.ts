import { isRuleType, type RuleDraft, type RuleType } from "./draft";
import { type ConditionChoice, factsOf, type ScopeChoice } from "./rule-types";

/** What goes with what is chosen so far; what does not is neither asked for nor sent (lib/rules/coherent says the same of any rule). */
export type Fit = {
  conditions: readonly ConditionChoice[];
  scopes: readonly ScopeChoice[];
  hasWindow: boolean;
  /** Whether a window can be judged as it goes. */
  canJudgeLive: boolean;
  /** Whether it can be asked to last before it is told. */
  canLast: boolean;
  canRepeat: boolean;
  /** Whether it is about single customers: filters, exceptions, owners, billing cycles, targets of their own. */
  isOfOne: boolean;
  /** Whether an exception may have a bound of its own. */
  hasBound: boolean;
  /** Whether it begins and ends, so that its end can be told. */
  goesOn: boolean;
  /** Whether it can be looked at certain times only, and whether it is. */
  canHaveTimes: boolean;
  hasTimes: boolean;
};

const scores: readonly string[] = ["healthScore", "sentimentScore", "churnProbability"];
const falls: readonly string[] = ["below", "shareBelow", "down", "either"];
const totals: readonly string[] = ["sum", "count"];

/** A sum that starts at zero with every window is below everything at first, so a fall is judged when the window is over. */
const mustWait = ({ type, measure, condition }: RuleDraft) =>
  falls.includes(condition) && (type !== "usage" || totals.includes(measure));

function conditionsFor(draft: RuleDraft): readonly ConditionChoice[] {
  if (!isRuleType(draft.type)) return [];
  const { conditions } = factsOf(draft.type);
  if (draft.type === "customer" && draft.field.trim() !== "healthScore")
    return conditions.filter((choice) => choice !== "zone");
  if (draft.type === "balance" && draft.balanceMeasure === "daysLeft")
    return conditions.filter((choice) => choice === "above" || choice === "below");
  return conditions;
}

function scopesFor(draft: RuleDraft): readonly ScopeChoice[] {
  if (!isRuleType(draft.type)) return [];
  const { scopes } = factsOf(draft.type);
  const isScore = draft.type === "customer" && scores.includes(draft.field.trim());
  return isScore ? scopes.filter((scope) => scope === "each" || scope === "customer") : scopes;
}

/** What goes with a draft. */
export function fitOf(draft: RuleDraft): Fit {
  const { type, condition, scope, judge, against } = draft;
  const hasWindow = isRuleType(type) && factsOf(type).hasWindow;
  const waits = hasWindow && (judge === "window_end" || mustWait(draft));
  const isMoment =
    type === "customer" && ["up", "down", "either"].includes(condition) && against.trim() === "0";
  const canHaveTimes = !isMoment && !["steps", "seen"].includes(condition);
  const hasTimes = canHaveTimes && draft.cronExpression.trim() !== "";
  return {
    ...{ canHaveTimes, hasTimes },
    conditions: conditionsFor(draft),
    scopes: scopesFor(draft),
    hasWindow,
    canJudgeLive: hasWindow && !hasTimes && !mustWait(draft),
    canLast: !waits && !hasTimes && !["steps", "absent", "seen"].includes(condition),
    canRepeat: condition !== "seen" && !isMoment && !hasTimes,
    isOfOne: scope === "each" || scope === "customer",
    hasBound: !["steps", "zone", "seen"].includes(condition),
    goesOn: condition !== "seen",
  };
}

/** The draft with choices that exist: where one has gone, the first that goes with the rest takes its place. */
export function settled(draft: RuleDraft): RuleDraft {
  if (!isRuleType(draft.type)) return draft;
  const { conditions } = fitOf(draft);
  const condition = conditions.find((choice) => choice === draft.condition) ?? conditions[0] ?? "above";
  const chosen = { ...draft, condition };
  const { scopes } = fitOf(chosen);
  const scope = scopes.find((each) => each === draft.scope) ?? scopes[0] ?? "each";
  const { isOfOne } = fitOf({ ...chosen, scope });
  return {
    ...chosen,
    scope,
    window: !isOfOne && draft.window === "cycle" ? "month" : draft.window,
    ofKind: settledTarget(draft, condition, isOfOne),
  };
}

function settledTarget({ ofKind }: RuleDraft, condition: string, isOfOne: boolean): string {
  if (ofKind === "field" && !isOfOne) return "value";
  return ofKind === "none" && condition !== "steps" ? "value" : ofKind;
}

/** A draft for another type: what both have in common is kept, what the new one cannot have starts afresh. */
export function withType(draft: RuleDraft, type: RuleType): RuleDraft {
  return draft.type === type ? draft : settled({ ...draft, ...factsOf(type).start, type });
}
