import type { RuleDraft } from "@/components/rules/draft";
import { draftOfRule } from "@/components/rules/rule-draft";
import type { Filter } from "@/lib/routing/filter";
import type { RuleInput } from "@/lib/rules/schema";

const number = /^(?:-?\d{1,20}(?:\.\d{1,20})?)?$/;
const unit = /^(?:minutes|hours|days)$/;

/** What a suggestion may change of a rule, by the input of the form that it stands in. */
const suggestible = {
  value: number,
  percent: number,
  changeBy: number,
  hours: number,
  clear: number,
  minMrr: number,
  cooldownCount: number,
  cooldownUnit: unit,
  repeatCount: number,
  repeatUnit: unit,
} as const satisfies Partial<Record<keyof RuleDraft, RegExp>>;
type Suggestible = keyof typeof suggestible;

const names = Object.keys(suggestible).filter((name): name is Suggestible =>
  Object.hasOwn(suggestible, name),
);

/** The least MRR that a filter asks for last, which is what a suggestion adds. */
function leastMrr(filter: Filter | null | undefined): string | undefined {
  if (!filter) return undefined;
  const parts = "all" in filter ? filter.all : [filter];
  const last = parts.findLast((part) => "operator" in part && part.field === "customer.mrr.amount");
  return last && "value" in last ? String(last.value) : undefined;
}

/** A suggestion as what the address of the form asks for: only what differs from the rule as it is. */
export function suggestionQuery(
  rule: RuleInput,
  { filter, ...patch }: Partial<RuleInput>,
): Record<string, string> {
  const [before, after] = [draftOfRule(rule), draftOfRule({ ...rule, ...patch })];
  const changed = names.filter((name) => before[name] !== after[name]);
  const least = leastMrr(filter);
  return {
    ...Object.fromEntries(changed.map((name) => [name, after[name] || "none"])),
    ...(least === undefined ? {} : { minMrr: least }),
  };
}

/** A draft with what the address suggests in place of what stood there. Nothing is saved by it. */
export function suggestedDraft(
  draft: RuleDraft,
  asked: Record<string, string | string[] | undefined>,
): RuleDraft {
  const changed = { ...draft };
  for (const name of names) {
    const given = asked[name] === "none" ? "" : asked[name];
    if (typeof given === "string" && suggestible[name].test(given)) changed[name] = given;
  }
  return changed;
}
