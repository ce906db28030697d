import { parseRule } from "../coherent";
import { type CompiledRule, compileRule } from "../compile";
import { evaluate } from "../evaluate";
import type { Firing, Observation, RuleState } from "../observation";

const zones = { redBelow: 40, yellowBelow: 70 };

/** A rule as it would come over HTTP, made ready. @throws with what is wrong with it. */
export function ruleOf(
  body: Record<string, unknown>,
  timeZone = "UTC",
  watchesSince = "2026-01-01T00:00:00Z",
): CompiledRule {
  const parsed = parseRule({ name: "A rule", scope: { kind: "each" }, ...body });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const rule = { ...parsed.rule, id: "rul_one", revision: 1, watchesSince: new Date(watchesSince) };
  return compileRule(rule, { timeZone, zones });
}

export const instant = (text: string) => Date.parse(text);

const nothing = { value: null, compared: null, lastSeenAt: null, changedAt: null, window: null };

/** What is seen of one customer at a moment. */
export function seenAt(now: string, more: Partial<Observation> = {}): Observation {
  return {
    customerId: "acme",
    customer: { id: "acme" },
    now: instant(now),
    ...nothing,
    changedAt: instant(now),
    ...more,
  };
}

/** Looks one after the other; what each of them tells, as `kind key`. */
export function tellings(
  compiled: CompiledRule,
  looks: readonly Observation[],
): { told: string[][]; state: RuleState; firings: Firing[] } {
  let state: RuleState | null = null;
  const all: Firing[] = [];
  const told = looks.map((seen) => {
    const { state: after, firings }: { state: RuleState; firings: Firing[] } = evaluate(
      compiled,
      state,
      seen,
    );
    state = after;
    all.push(...firings);
    return firings.map(({ kind, key }) => `${kind} ${key}`);
  });
  if (state === null) throw new Error("there was nothing to look at");
  return { told, state, firings: all };
}
