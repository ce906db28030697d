import { parseMoney } from "@/lib/messages/money";
import { unitsOf } from "../amount";
import type { DryRun } from "../dry-run";
import type { History } from "../history";
import type { Rule } from "../schema";
import { type Quieter, quieterThan } from "./quieter";

/** What would have been, had the rule been another. */
export type Suggestion = Quieter & {
  /** How often it would have told, against how often the rule as it is would have. */
  wouldTell: number;
  instead: number;
};

/** What makes less than this of a difference is not worth a change. */
const worthwhile = 0.2;
/** A rule that tells nothing any more is no better. */
const isBetter = (count: number, before: number) => count > 0 && count <= before * (1 - worthwhile);

/** The MRR of the customers that were told of, ascending. */
function amountsOf(run: DryRun, history: History): string[] {
  const told = new Set(run.perCustomer.map(({ customerId }) => customerId));
  const amounts = history.series.flatMap(({ customerId, customer }) => {
    const mrr = told.has(customerId) ? parseMoney(customer?.mrr) : undefined;
    return mrr ? [mrr.amount] : [];
  });
  return amounts.sort((left, right) => (unitsOf(left) < unitsOf(right) ? -1 : 1));
}

/** Steps a rule over the history, as it is judged live. */
type Run = (rule: Rule) => Promise<DryRun>;

/**
 * What a noisy rule could be instead, and what that would have told over a recorded history: of each kind the mildest that makes a
 * difference.
 */
export async function suggestFor(rule: Rule, history: History, run: Run): Promise<Suggestion[]> {
  const now = await run(rule);
  if (now.count === 0) return [];
  const found = new Map<Quieter["kind"], Suggestion>();
  for (const quieter of quieterThan(rule, amountsOf(now, history))) {
    if (found.has(quieter.kind)) continue;
    const { count } = await run({ ...rule, ...quieter.patch });
    if (isBetter(count, now.count))
      found.set(quieter.kind, { ...quieter, wouldTell: count, instead: now.count });
  }
  return [...found.values()];
}
