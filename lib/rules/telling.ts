import type { Severity } from "@/db/enums";
import { textOfUnits, unitsOf } from "./amount";
import type { Look } from "./look";
import { boundFor } from "./look";
import type { Firing, Observation, RuleState } from "./observation";
import { opensAt } from "./schedule";

const minute = 60_000;
const day = 1_440 * minute;
/** Moments that are remembered of what has no windows: the last one, and some that late facts may bring up again. */
const rememberedMoments = 10;

/** What is being worked out: the state to be, and what there is to tell. */
export type Draft = { state: RuleState; firings: Firing[] };

export const isoOf = (at: number) => new Date(at).toISOString();

/** What a telling is named by: the window's start, or the alarm of what has no windows. */
export const baseOf = (state: RuleState, { window }: Observation) =>
  window ? isoOf(window.start) : (state.alarm ?? "");

/** How grave it is: as the customer's override says, else as the step does (beyond the last one as that), else as the rule does. */
export function severityOf({ compiled, seen }: Look, step: string | null): Severity {
  const { rule, overrides } = compiled;
  const own = overrides.get(seen.customerId)?.override.severity;
  if (own || step === null || rule.condition.kind !== "steps") return own ?? rule.severity;
  const { severities, steps } = rule.condition;
  const last = steps.at(-1);
  return (
    severities[step] ??
    (last !== undefined && isBeyond(step, last) ? severities[last] : undefined) ??
    rule.severity
  );
}

const isBeyond = (step: string, last: string) => unitsOf(step) > unitsOf(last);

/** When something new may be told at the earliest: when the cooldown is over and the schedule open. Null for never. */
export function allowedAt(
  { compiled: { rule, timeZone }, seen }: Look,
  { toldAt }: RuleState,
): number | null {
  const cooled = toldAt === null ? seen.now : toldAt + (rule.cooldownMinutes ?? 0) * minute;
  return opensAt(rule.schedule, Math.max(seen.now, cooled), timeZone);
}

/** Whether there is something to tell that was not told: at all, or of this step and those above it. */
export function isUntold(step: bigint | null, told: string | undefined): boolean {
  if (told === undefined) return true;
  return step !== null && (told === "" || step > unitsOf(told));
}

/** The steps up to one that was reached. The lower ones count as told with it. */
export function stepsThrough({ compiled, seen }: Look, reached: bigint): string[] {
  const bound = boundFor(compiled, seen.customerId);
  if (bound.kind !== "steps") return [];
  const steps = bound.steps.filter((step) => step <= reached);
  return [...(steps.at(-1) === reached ? steps : [...steps, reached])].map(textOfUnits);
}

/** Remembers what was told, and forgets what nobody asks for any more. */
export function remembered(
  told: RuleState["told"],
  base: string,
  step: string,
  seen: Observation,
): RuleState["told"] {
  const entries = Object.entries({ ...told, [base]: step });
  const { window, now } = seen;
  if (!window) return Object.fromEntries(entries.slice(-rememberedMoments));
  // Late windows are asked for as lib/rules/window says; the calendar's lengths differ by less than half.
  const oldest = now - 2 * Math.max(7 * day, window.end - window.start) - (window.end - window.start);
  return Object.fromEntries(entries.filter(([start]) => Date.parse(start) > oldest));
}

/** A firing of what is seen now. @param key within rule, environment and customer. */
export function firingOf(look: Look, kind: Firing["kind"], key: string, step: string | null): Firing {
  const { compiled, seen } = look;
  return {
    kind,
    key,
    severity: severityOf(look, step),
    period: seen.window,
    step,
    value: seen.value,
    compared: meanOf(seen),
    at: seen.now,
    story: seen.window && compiled.judge === "live" ? isoOf(seen.window.start) : "",
  };
}

const shownDigits = 10n ** 12n;

/** What it was compared with as one number, cut to eight digits after the point where it is a mean. */
export function meanOf({ compared, comparedOver = 1 }: Observation): string | null {
  if (compared === null || comparedOver === 1) return compared;
  return textOfUnits((unitsOf(compared) / BigInt(comparedOver) / shownDigits) * shownDigits);
}

/**
 * Judges a window that is over while a later one goes on: it is told when it was not told before and may be told now. How the rule
 * stands is about the later one, and stays.
 */
export function tellPast(look: Look, state: RuleState): Draft {
  const { seen, verdict, compiled } = look;
  const base = baseOf(state, seen);
  const told = state.told[base];
  const isTold = !verdict?.holds || !isUntold(verdict.step, told);
  // Of what holds in a window that is over nobody knows for how long it did.
  if (isTold || compiled.rule.forMinutes !== undefined || !look.isEligible()) return { state, firings: [] };
  if (allowedAt(look, state) !== seen.now) return { state, firings: [] };
  const step = verdict.step === null ? null : textOfUnits(verdict.step);
  const key = step === null ? base : `${base}:${step}`;
  return {
    state: { ...state, toldAt: seen.now, told: remembered(state.told, base, step ?? "", seen) },
    firings: [firingOf(look, told === undefined ? "triggered" : "step", key, step)],
  };
}
