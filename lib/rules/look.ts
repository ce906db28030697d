import { unitsOf } from "./amount";
import type { CompiledRule } from "./compile";
import { type Bound, type Verdict, verdictOf } from "./condition";
import type { Observation } from "./observation";
import { previousWindow, settleTime, windowOf } from "./window";

const hour = 3_600_000;

/** An observation held against its rule. */
export type Look = {
  compiled: CompiledRule;
  seen: Observation;
  /** Null where there is nothing to judge. */
  verdict: Verdict | null;
  /** Whether anything may be told of the customer. Asked only where it matters, which is seldom. */
  isEligible: () => boolean;
  /** Of `absent`: since when it has been too long, or from when on it will have been. */
  absentFrom: number | null;
};

/** What applies to a customer: its override's bound, or the rule's. */
export const boundFor = ({ overrides, bound }: CompiledRule, customerId: string): Bound =>
  overrides.get(customerId)?.bound ?? bound;

/** A sum of nothing is zero for whom something came in this window or in the one before; else, and for other measures, it is nothing. */
function valueIn({ rule, timeZone }: CompiledRule, { value, window, lastSeenAt, customer }: Observation) {
  if (value !== null) return value;
  if (!window || rule.window === undefined || lastSeenAt === null) return null;
  const { signal } = rule;
  if (signal.kind === "meter" && signal.measure !== "sum" && signal.measure !== "count") return null;
  return lastSeenAt >= previousWindow(window, rule.window, { timeZone, customer }).start ? "0" : null;
}

/** What something is a share of stands in the rule, where it is a constant. */
function comparedOf({ rule: { condition } }: CompiledRule, compared: string | null): string | null {
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  return of && "value" in of ? of.value : compared;
}

/** From when on something is missed: so many hours after the last, else after the rule began to watch where it watches one thing. */
function absentSince({ rule }: CompiledRule, bound: Bound, { lastSeenAt }: Observation): number | null {
  if (bound.kind !== "absent") return null;
  const from = lastSeenAt ?? (rule.scope.kind === "each" ? null : rule.watchesSince.getTime());
  return from === null ? null : from + bound.hours * hour;
}

function absence(absentFrom: number | null, now: number): Verdict | null {
  if (absentFrom === null) return null;
  return { holds: now >= absentFrom, stays: now >= absentFrom, step: null };
}

const units = (text: string | null) => (text === null ? null : unitsOf(text));

/** Holds an observation against its rule: what the condition says of it, and whether the customer counts at all. */
export function lookAt(compiled: CompiledRule, given: Observation): Look {
  const bound = boundFor(compiled, given.customerId);
  const value = valueIn(compiled, given);
  const seen = { ...given, value, compared: comparedOf(compiled, given.compared) };
  const absentFrom = absentSince(compiled, bound, seen);
  const over = BigInt(seen.comparedOver ?? 1);
  const verdict =
    bound.kind === "absent"
      ? absence(absentFrom, seen.now)
      : verdictOf(bound, units(value), units(seen.compared), over, compiled.zones);
  const isMuted = compiled.overrides.get(seen.customerId)?.override.muted === true;
  const isEligible = () => !isMuted && compiled.filter(seen.customer, value, seen.compared).ok;
  return { compiled, seen, verdict, isEligible, absentFrom };
}

/** When the window after this one is judged, where that is when it is over. */
export function nextJudgement(
  { rule, timeZone, judge }: CompiledRule,
  { window, customer }: Observation,
): number | null {
  if (!window || rule.window === undefined || judge === "live") return null;
  return windowOf(window.end, rule.window, { timeZone, customer }).end + settleTime;
}
