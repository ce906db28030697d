import { textOfUnits } from "./amount";
import { type Look, nextJudgement } from "./look";
import type { RuleState } from "./observation";
import { opensAt } from "./schedule";
import {
  allowedAt,
  baseOf,
  type Draft,
  firingOf,
  isoOf,
  isUntold,
  remembered,
  stepsThrough,
} from "./telling";
import { settleTime } from "./window";

const minute = 60_000;

const quiet = { status: "ok", since: null, alarm: null, isAnnounced: false } as const;

/** The alarm is over, or was none. */
function clear({ state }: Draft, endedAt: number): void {
  Object.assign(state, quiet, { endedAt });
  if (state.period === null) state.steps = [];
}

/** What a new window, or a new moment, does not take over from the one before. */
function rollOver(draft: Draft, { compiled, seen }: Look): void {
  const { state } = draft;
  if (seen.window && state.period !== seen.window.start) {
    state.period = seen.window.start;
    state.steps = [];
    // A period that is judged as it goes is a story of its own; at its end, one that goes on.
    if (compiled.judge === "live") Object.assign(state, quiet, { repeats: 0, endedAt: null });
  }
  const isOtherMoment = compiled.isMomentary && state.alarm !== null && state.alarm !== isoOf(momentOf(seen));
  if (isOtherMoment) Object.assign(state, quiet, { repeats: 0, steps: [] });
}

/** When what is seen came to be so; what lies in the future is so from now on. */
const momentOf = ({ changedAt, now }: Look["seen"]) => Math.min(changedAt ?? now, now);

/** Since when it holds. What has not changed since the last alarm ended begins to hold now: it is another alarm. */
function sinceOf({ endedAt }: RuleState, { compiled, seen, absentFrom }: Look): number {
  if (seen.window) return seen.now;
  if (absentFrom !== null) return absentFrom;
  const moment = momentOf(seen);
  return compiled.isMomentary || endedAt === null || moment > endedAt ? moment : seen.now;
}

function begin({ state }: Draft, look: Look): void {
  const { window } = look.seen;
  const since = sinceOf(state, look);
  Object.assign(state, {
    status: "pending",
    since,
    alarm: isoOf(window ? window.start : since),
    isAnnounced: false,
  });
  if (!window) Object.assign(state, { repeats: 0, steps: [] });
}

/** What was told of this window, moment or alarm: its highest step, empty for no steps; undefined for nothing. */
function toldOf(state: RuleState, { compiled, seen }: Look): string | undefined {
  if (seen.window || compiled.isMomentary) return state.told[baseOf(state, seen)];
  return state.isAnnounced ? (state.steps.at(-1) ?? "") : undefined;
}

function announce(draft: Draft, look: Look, told: string | undefined): void {
  const { state, firings } = draft;
  const { seen, verdict, compiled } = look;
  const base = baseOf(state, seen);
  const reached = verdict?.step ?? null;
  const step = reached === null ? null : textOfUnits(reached);
  firings.push(
    firingOf(look, told === undefined ? "triggered" : "step", step === null ? base : `${base}:${step}`, step),
  );
  if (!state.isAnnounced) state.alarm = base;
  state.isAnnounced = true;
  state.toldAt = seen.now;
  if (reached !== null) state.steps = stepsThrough(look, reached);
  if (seen.window || compiled.isMomentary) state.told = remembered(state.told, base, step ?? "", seen);
}

/** What the repetitions and the end of an alarm are named by. */
const alarmKey = ({ alarm, steps }: RuleState) => [alarm, ...steps.slice(-1)].join(":");

/** When it is told again that it still holds; null for never. */
function repeatsAt(
  { toldAt, isAnnounced }: RuleState,
  { compiled: { rule, isMomentary } }: Look,
): number | null {
  if (rule.repeatMinutes === undefined || toldAt === null || !isAnnounced || isMomentary) return null;
  return toldAt + Math.max(rule.repeatMinutes, rule.cooldownMinutes ?? 0) * minute;
}

function repeat(draft: Draft, look: Look): void {
  const { state, firings } = draft;
  const { seen, compiled } = look;
  const at = repeatsAt(state, look);
  if (at === null || at > seen.now) return;
  const open = opensAt(compiled.rule.schedule, seen.now, compiled.timeZone);
  if (open !== seen.now) {
    state.dueAt = open;
    return;
  }
  state.repeats += 1;
  state.toldAt = seen.now;
  firings.push(
    firingOf(look, "repeated", `${alarmKey(state)}:r${state.repeats}`, state.steps.at(-1) ?? null),
  );
}

/** It holds, or has not passed the level at which it is over. */
function hold(draft: Draft, look: Look): void {
  const { state } = draft;
  const { seen, verdict, compiled } = look;
  if (state.alarm === null) begin(draft, look);
  else if (state.status === "ok") state.status = "firing";
  if (state.status === "pending") {
    const from = (state.since ?? seen.now) + (compiled.rule.forMinutes ?? 0) * minute;
    if (seen.now < from) {
      state.dueAt = from;
      return;
    }
    state.status = "firing";
  }
  const told = toldOf(state, look);
  if (!verdict?.holds || !isUntold(verdict.step, told)) {
    repeat(draft, look);
    return;
  }
  const at = allowedAt(look, state);
  if (at === seen.now) announce(draft, look, told);
  else state.dueAt = at;
}

/** It holds no more: its end is told when its beginning was, and may be told now; else when it may, if it is still over then. */
function end(draft: Draft, look: Look): void {
  const { state, firings } = draft;
  const { rule, isMomentary, timeZone } = look.compiled;
  const { now } = look.seen;
  if (state.isAnnounced && rule.tellRecovered && !isMomentary) {
    const open = opensAt(rule.schedule, now, timeZone);
    if (open !== null && open > now) {
      state.status = "ok";
      state.dueAt = open;
      return;
    }
    const step = state.steps.at(-1) ?? null;
    if (open !== null)
      firings.push({ ...firingOf(look, "recovered", `${alarmKey(state)}:over`, step), step: null });
  }
  if (state.alarm !== null) clear(draft, now);
}

function earliest(...moments: (number | null | undefined)[]): number | null {
  const known = moments.filter((moment) => typeof moment === "number");
  return known.length === 0 ? null : Math.min(...known);
}

/** When to look again, whatever comes in. */
function dueAt({ state }: Draft, look: Look): number | null {
  const { seen, compiled, absentFrom, verdict } = look;
  // Who was not heard of for two windows is not looked at for ever.
  const isJudgedOn = verdict !== null || state.alarm !== null;
  const repeatAt = state.status === "firing" ? repeatsAt(state, look) : null;
  return earliest(
    state.dueAt,
    repeatAt !== null && repeatAt > seen.now ? repeatAt : null,
    absentFrom !== null && absentFrom > seen.now ? absentFrom : null,
    // A window that is over lets go of its alarm.
    compiled.judge === "live" && seen.window && state.alarm !== null ? seen.window.end : null,
    isJudgedOn ? nextJudgement(compiled, seen) : null,
    state.awaited[0],
    seen.turnsAt,
  );
}

/** Takes a rule on by what was seen of the window that it is about, or of what has none. */
export function advance(look: Look, before: RuleState): Draft {
  const draft: Draft = { state: { ...before, dueAt: null }, firings: [] };
  const { state } = draft;
  const { seen, verdict } = look;
  rollOver(draft, look);
  if (verdict === null) {
    if (state.status === "pending") clear(draft, seen.now);
  } else {
    state.value = seen.value;
    state.compared = seen.compared;
    const holds = verdict.holds || (verdict.stays && state.status === "firing");
    if (holds || state.alarm !== null) {
      if (!look.isEligible()) clear(draft, seen.now);
      else if (holds) hold(draft, look);
      else end(draft, look);
    }
  }
  const judgedUntil = seen.window ? seen.window.end + settleTime : seen.now;
  state.awaited = state.awaited.filter((at) => at > judgedUntil);
  state.dueAt = dueAt(draft, look);
  return draft;
}
