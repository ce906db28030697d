import type { CompiledRule } from "./compile";
import { lookAt, nextJudgement } from "./look";
import { judgeRun } from "./look-at-run";
import type { Firing, Observation, RuleState } from "./observation";
import { advance } from "./progress";
import { freshState } from "./state";
import { firingOf, tellPast } from "./telling";
import { isStillJudged, judgedFrom } from "./window";

/** What an observation comes to: how the rule stands now, and what there is to tell, in order. */
export type Evaluation = { state: RuleState; firings: Firing[] };

/** A name that was seen for the first time is told once; whether it is the first time, its key decides. */
function nameSeen(compiled: CompiledRule, state: RuleState, seen: Observation): Evaluation {
  const look = lookAt(compiled, seen);
  if (seen.name === undefined || !look.isEligible()) return { state, firings: [] };
  const firing = { ...firingOf(look, "triggered", `seen:${seen.name}`, null), name: seen.name };
  return { state: { ...state, toldAt: seen.now }, firings: [firing] };
}

/** Nothing is judged before `from`. What is judged at its end is remembered by itself, since another look may come in between. */
function awaiting(state: RuleState, from: number, judge: CompiledRule["judge"]): RuleState {
  const awaited =
    judge === "live" || state.awaited.includes(from)
      ? state.awaited
      : [...state.awaited, from].sort((one, other) => one - other);
  return { ...state, awaited, dueAt: Math.min(state.dueAt ?? from, from) };
}

/** Without what it waited for until now: nothing of a window before the rule watched is. */
function withoutPast(state: RuleState, now: number): RuleState {
  const ahead = (at: number | null) => (at === null || at <= now ? null : at);
  return { ...state, awaited: state.awaited.filter((at) => at > now), dueAt: ahead(state.dueAt) };
}

/** A rule that looks at certain times only waits for nothing in between. */
function judgeAtTimes(compiled: CompiledRule, state: RuleState, seen: Observation): Evaluation {
  const { run = null } = seen;
  const isIts = run !== null && run >= compiled.rule.watchesSince.getTime();
  return isIts
    ? judgeRun(lookAt(compiled, seen), state, run)
    : { state: { ...state, awaited: [], dueAt: null }, firings: [] };
}

/**
 * Holds what is known of a customer (or of all together) against a rule. Pure: what is the same comes to the same. Nothing is judged
 * of a window that has not begun, is not over yet where the rule waits for that, ended before the rule watched, or is over for too
 * long; the state then says when to look, if at all.
 * @param before how the rule stood; null for nothing known.
 */
export function evaluate(compiled: CompiledRule, before: RuleState | null, seen: Observation): Evaluation {
  const state = before ?? freshState();
  const { rule, judge, bound } = compiled;
  if (bound.kind === "seen") return nameSeen(compiled, state, seen);
  if (rule.cron) return judgeAtTimes(compiled, state, seen);
  const { window, now } = seen;
  if (!window) return advance(lookAt(compiled, seen), state);
  const isBefore = window.end <= rule.watchesSince.getTime();
  // The window that the rule began to watch in is judged whether or not anything comes in it any more.
  const from = isBefore ? nextJudgement(compiled, seen) : judgedFrom(rule, window);
  if (from !== null && now < from)
    return { state: awaiting(isBefore ? withoutPast(state, now) : state, from, judge), firings: [] };
  if (isBefore || !isStillJudged(window, now)) return { state, firings: [] };
  const isBehind = state.period !== null && window.start < state.period;
  const isPast = isBehind || (judge === "live" && now >= window.end);
  return isPast ? tellPast(lookAt(compiled, seen), state) : advance(lookAt(compiled, seen), state);
}
