import type { Window } from "@/lib/meters/windows";
import { evaluate } from "../evaluate";
import { nextJudgement } from "../look";
import type { Firing, Observation, RuleState } from "../observation";
import { freshState } from "../state";
import type { Subject } from "./asks";
import { type Loaded, observationOf } from "./observe";
import type { Pair } from "./pair";
import { isByClock } from "./windows-for";

/** One thing to tell, with what was seen and whose it is. */
export type Fired = { firing: Firing; seen: Observation; subject: Subject };

/** What a look comes to. */
export type Outcome = { state: RuleState; fired: Fired[] };

const minute = 60_000;

/** A date to look again that is past already would have it looked at for ever. */
const later = (at: number | null, now: number) => (at !== null && at <= now ? now + minute : at);

function looksOf(
  pair: Pair,
  subject: Subject,
  windows: readonly (Window | null)[],
  loaded: Loaded,
): Observation[] {
  if (pair.compiled.rule.signal.kind === "unknown") {
    const seen = observationOf(subject, null, loaded);
    return [...pair.names].map((name) => ({ ...seen, name }));
  }
  return windows.map((window) => observationOf(subject, window, loaded));
}

/** Holds what is known of a pair against its rule, window by window, oldest first. */
export function judgePair(
  pair: Pair,
  subject: Subject,
  windows: readonly (Window | null)[],
  before: RuleState | null,
  loaded: Loaded,
): Outcome {
  const { compiled } = pair;
  const { now } = subject;
  // What it was due for is being looked at now.
  const due = before?.dueAt ?? null;
  let state: RuleState = { ...(before ?? freshState()), dueAt: due !== null && due > now ? due : null };
  const fired: Fired[] = [];
  for (const given of looksOf(pair, subject, windows, loaded)) {
    // Several customers as a whole have no history of their own: just before it was what it was at the last look.
    const isChange = compiled.isMomentary && subject.customerId === "";
    const seen = { ...given, run: pair.run, ...(isChange && { compared: state.value }) };
    const told = evaluate(compiled, state, seen);
    state = told.state;
    if (isByClock(compiled) && state.dueAt !== null && state.dueAt === nextJudgement(compiled, seen))
      state = { ...state, dueAt: null };
    fired.push(...told.firings.map((firing) => ({ firing, seen, subject })));
  }
  return { state: { ...state, dueAt: later(state.dueAt, now) }, fired };
}
