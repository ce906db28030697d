import type { Environment } from "@/db/enums";
import { type CompiledRule, compileRule, type Surroundings } from "./compile";
import type { Rule } from "./schema";
import { anyField, signalKeysOf } from "./signal";

/** The rules that watch one thing in one environment: several customers as a whole, each by itself, or one by its id. */
type Watchers = { together: CompiledRule[]; each: CompiledRule[]; byCustomer: Map<string, CompiledRule[]> };

/** Every enabled rule of a project, found by what has changed without asking the others. */
export type Rulebook = {
  size: number;
  /** By the rule's id. */
  rules: ReadonlyMap<string, CompiledRule>;
  /** By what is watched (lib/rules/signal), then by environment. */
  byKey: ReadonlyMap<string, ReadonlyMap<Environment, Watchers>>;
};

function watchersIn(byKey: Map<string, Map<Environment, Watchers>>, key: string, environment: Environment) {
  const byEnvironment = byKey.get(key) ?? new Map<Environment, Watchers>();
  byKey.set(key, byEnvironment);
  const known: Watchers = byEnvironment.get(environment) ?? { together: [], each: [], byCustomer: new Map() };
  byEnvironment.set(environment, known);
  return known;
}

function watch({ together, each, byCustomer }: Watchers, compiled: CompiledRule): void {
  const { scope } = compiled.rule;
  if (scope.kind === "each") each.push(compiled);
  else if (scope.kind === "customer") {
    const known = byCustomer.get(scope.customerId);
    if (known) known.push(compiled);
    else byCustomer.set(scope.customerId, [compiled]);
  } else together.push(compiled);
}

/** Makes all rules of a project ready, once per version of its playbook. Rules that are off are left out. */
export function compileRulebook(rules: readonly Rule[], surroundings: Surroundings): Rulebook {
  const compiled = rules.filter(({ enabled }) => enabled).map((rule) => compileRule(rule, surroundings));
  const byKey = new Map<string, Map<Environment, Watchers>>();
  // What looks at certain times only does not ask what has changed.
  for (const one of compiled.filter(({ rule }) => !rule.cron)) {
    for (const key of signalKeysOf(one.rule)) watch(watchersIn(byKey, key, one.rule.environment), one);
  }
  return { size: compiled.length, rules: new Map(compiled.map((one) => [one.rule.id, one])), byKey };
}

/** What has changed: whose, or nobody's with an empty customer. */
export type Changed = { environment: Environment; signalKey: string; customerId: string };

/**
 * The rules that a change may concern. What it costs grows with them, not with how many there are. A customer's field concerns those
 * as well that watch all of its fields; an event concerns each of its patterns (`patternsOf`), which are asked for one by one.
 */
export function rulesFor(
  { byKey }: Rulebook,
  { environment, signalKey, customerId }: Changed,
): CompiledRule[] {
  const found: CompiledRule[] = [];
  const keys = signalKey.startsWith("field:") && signalKey !== anyField ? [signalKey, anyField] : [signalKey];
  for (const key of keys) {
    const known = byKey.get(key)?.get(environment);
    if (!known) continue;
    found.push(...known.together);
    if (customerId !== "") found.push(...known.each, ...(known.byCustomer.get(customerId) ?? []));
  }
  return keys.length > 1 ? [...new Set(found)] : found;
}
