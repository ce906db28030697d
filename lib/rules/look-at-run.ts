import type { Look } from "./look";
import type { RuleState } from "./observation";
import { type Draft, firingOf, isoOf, remembered } from "./telling";

const minute = 60_000;

const quiet = { status: "ok", since: null, alarm: null, isAnnounced: false } as const;

/**
 * Judges what is seen at one of the times that a rule looks at (`cron`): told when it holds then, once for that time. Nothing goes on
 * in between, so nothing is told to be over. A cooldown counts from time to time, however late each of them was looked at.
 * @param run the time that is looked at, in milliseconds since 1970; its firing's key is made of it.
 */
export function judgeRun(look: Look, before: RuleState, run: number): Draft {
  const { seen, verdict, compiled } = look;
  const period = seen.window?.start ?? null;
  const { value, compared } = seen;
  const none = { steps: [], repeats: 0, awaited: [], dueAt: null };
  const state: RuleState = { ...before, ...none, period, value, compared };
  if (!verdict?.holds || !look.isEligible()) {
    const endedAt = before.alarm === null ? before.endedAt : seen.now;
    return { state: { ...state, ...quiet, endedAt }, firings: [] };
  }
  const base = isoOf(run);
  const held = before.alarm !== null && before.period === period ? before : null;
  const since = held?.since ?? run;
  const goesOn: RuleState = {
    ...{ ...state, since, status: "firing", alarm: isoOf(since) },
    isAnnounced: held?.isAnnounced ?? false,
  };
  const coolUntil =
    before.toldAt === null ? run : before.toldAt + (compiled.rule.cooldownMinutes ?? 0) * minute;
  if (before.told[base] !== undefined || run < coolUntil) return { state: goesOn, firings: [] };
  const told = remembered(before.told, base, "", seen);
  return {
    state: { ...goesOn, isAnnounced: true, toldAt: run, told },
    firings: [firingOf(look, "triggered", `cron:${base}`, null)],
  };
}
