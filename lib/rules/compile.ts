import type { ZoneBounds } from "@/lib/customers/zone";
import { type Bound, boundOf } from "./condition";
import { type CustomerFilter, compileCustomerFilter } from "./customer-filter";
import type { Override, Rule } from "./schema";
import { judgeOf } from "./window";

/** What rules take from their project. */
export type Surroundings = { timeZone: string; zones: ZoneBounds };

/** A rule made ready to be asked many times. */
export type CompiledRule = Surroundings & {
  rule: Rule;
  judge: "live" | "window_end";
  bound: Bound;
  overrides: ReadonlyMap<string, { override: Override; bound: Bound }>;
  filter: CustomerFilter;
  /** A change against the value just before is a moment: each is told by itself, and none is told to be over. */
  isMomentary: boolean;
};

const ready = new WeakMap<Rule, CompiledRule>();

/** Makes a rule ready: its numbers are read, its filter and its expression compiled, once as long as its project stays as it is. */
export function compileRule(rule: Rule, { timeZone, zones }: Surroundings): CompiledRule {
  const known = ready.get(rule);
  const isSame =
    known?.timeZone === timeZone &&
    known.zones.redBelow === zones.redBelow &&
    known.zones.yellowBelow === zones.yellowBelow;
  if (known && isSame) return known;
  const made = compile(rule, { timeZone, zones });
  ready.set(rule, made);
  return made;
}

function compile(rule: Rule, { timeZone, zones }: Surroundings): CompiledRule {
  const { condition } = rule;
  const overrides = rule.overrides.map((override) => {
    return [override.customerId, { override, bound: boundOf(condition, override) }] as const;
  });
  return {
    rule,
    timeZone,
    zones,
    judge: judgeOf(rule),
    bound: boundOf(condition),
    overrides: new Map(overrides),
    filter: compileCustomerFilter(rule.filter, rule.expression),
    isMomentary: condition.kind === "change" && "days" in condition.against && condition.against.days === 0,
  };
}
