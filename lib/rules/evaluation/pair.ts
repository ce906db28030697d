import type { CompiledRule } from "../compile";
import { type Rulebook, rulesFor } from "../rulebook";
import type { SeenCheck } from "./queries";

/** A rule and one whose numbers it looks at (empty for several as a whole), with what there is to look at. */
export type Pair = {
  /** `pairKey`. */
  key: string;
  compiled: CompiledRule;
  customerId: string;
  /** Hours of series that changed, in milliseconds since 1970. */
  hours: Set<number>;
  /** Something without hours changed, such as a number of the customer: look at how it is now. */
  isNow: boolean;
  /** It was due since then whatever came in. */
  dueSince: number | null;
  /** Every window since then that is over. */
  since: number | null;
  /** The time that is looked at, of a rule that looks at certain times only. */
  run: number | null;
  /** Of `unknown`: what was seen for the first time. */
  names: Set<string>;
};

export const pairKey = (ruleId: string, customerId: string) => `${ruleId}|${customerId}`;

export type Pairs = Map<string, Pair>;

/** Whether a rule looks at several customers as a whole. */
export const isWhole = ({ rule: { scope, signal } }: CompiledRule) =>
  scope.kind === "all" || scope.kind === "segment" || signal.kind === "unknown";

/** The pair of a rule and a customer, made when it is not there yet. */
export function pairIn(pairs: Pairs, compiled: CompiledRule, customerId: string): Pair {
  const key = pairKey(compiled.rule.id, customerId);
  const known = pairs.get(key);
  if (known) return known;
  const made: Pair = {
    ...{ key, compiled, customerId, isNow: false, dueSince: null, since: null, run: null },
    hours: new Set<number>(),
    names: new Set<string>(),
  };
  pairs.set(key, made);
  return made;
}

const series = /^(?:meter|events|revenue):/;

/** Whom the checks ask to look at: the customer for rules about each or about it, and those that it is part of as a whole. */
export function pairsOfChecks(pairs: Pairs, rulebook: Rulebook, checks: readonly SeenCheck[]): void {
  for (const check of checks) {
    const { customerId, signalKey, at } = check;
    const isSeries = series.test(signalKey);
    for (const compiled of rulesFor(rulebook, check)) {
      const pair = pairIn(pairs, compiled, isWhole(compiled) ? "" : customerId);
      if (compiled.rule.signal.kind === "unknown") pair.names.add(customerId);
      else if (isSeries && compiled.rule.window !== undefined) pair.hours.add(at.getTime());
      else pair.isNow = true;
    }
  }
}
