import type { Window } from "@/lib/meters/windows";
import type { CompiledRule } from "../compile";
import {
  type Calendar,
  isStillJudged,
  judgedFrom,
  settleTime,
  windowOf,
  windowsTouched,
  windowToLookAt,
} from "../window";
import type { Pair } from "./pair";

/** Windows of a rule that nobody looked at for a while; older ones are not told of any more. */
const mostMissed = 60;

/**
 * Whether the windows of each customer are judged together when they are over, by the rule's own clock, instead of each customer
 * being kept with a date of its own.
 */
export const isByClock = ({ rule: { scope, window, condition }, judge }: CompiledRule) =>
  scope.kind === "each" &&
  judge === "window_end" &&
  window !== undefined &&
  window !== "cycle" &&
  condition.kind !== "absent";

/** Whether the rule looks at windows at all. */
const hasWindows = ({ rule: { window, condition } }: CompiledRule) =>
  window !== undefined && condition.kind !== "absent";

/** The windows from one on up to the last that is over and settled, oldest first. */
function windowsSince(compiled: CompiledRule, from: number, now: number, calendar: Calendar): Window[] {
  const { rule } = compiled;
  const last = windowToLookAt(rule, now, calendar);
  if (!last || rule.window === undefined) return [];
  const windows: Window[] = [];
  for (let at = from; at < last.end && windows.length < mostMissed; ) {
    const window = windowOf(at, rule.window, calendar);
    if (isStillJudged(window, now)) windows.push(window);
    at = window.end;
  }
  return windows;
}

/** Which windows hours touch, by rule and hour: of a batch most are the same. Billing cycles differ by customer. */
export type Touched = (compiled: CompiledRule, hour: number, calendar: Calendar) => readonly Window[];

/** Remembers which windows hours touch, for one moment. */
export function touchedAt(now: number): Touched {
  const known = new Map<CompiledRule, Map<number, Window[]>>();
  return (compiled, hour, calendar) => {
    const { rule } = compiled;
    if (rule.window === "cycle") return windowsTouched(rule, hour, now, calendar);
    const byHour = known.get(compiled) ?? new Map<number, Window[]>();
    known.set(compiled, byHour);
    const windows = byHour.get(hour) ?? windowsTouched(rule, hour, now, calendar);
    byHour.set(hour, windows);
    return windows;
  };
}

/** The windows to look at because of what changed or is due, oldest first; null for what has no windows. */
export function windowsFor(
  pair: Pair,
  now: number,
  calendar: Calendar,
  touched: Touched,
): readonly (Window | null)[] {
  const { compiled, hours, isNow, dueSince, since, run } = pair;
  const { rule, judge } = compiled;
  if (rule.cron && run === null) return [];
  if (!hasWindows(compiled) || rule.window === undefined) return [null];
  if (run !== null) return [windowOf(run, rule.window, calendar)];
  const [only, ...others] = hours;
  if (
    only !== undefined &&
    others.length === 0 &&
    !isNow &&
    dueSince === null &&
    since === null &&
    !isByClock(compiled)
  )
    return touched(compiled, only, calendar);
  const found = new Map<number, Window>();
  const add = (window: Window | null) => window && found.set(window.start, window);
  for (const hour of hours) for (const window of touched(compiled, hour, calendar)) add(window);
  if (isNow || dueSince !== null) add(windowToLookAt(rule, now, calendar));
  // So that it is said when the one that goes on will be over.
  if (isNow && judge === "window_end") add(windowOf(now, rule.window, calendar));
  const missed = since ?? (dueSince !== null && judge === "window_end" ? dueSince - settleTime - 1 : null);
  if (missed !== null) for (const window of windowsSince(compiled, missed, now, calendar)) add(window);
  const isDue = (window: Window) => !isByClock(compiled) || judgedFrom(rule, window) <= now;
  return [...found.values()].filter(isDue).sort((one, other) => one.start - other.start);
}

/** When windows begin that have not begun and of which something came already. */
export function windowsToCome({ compiled, hours }: Pair, now: number, calendar: Calendar): number[] {
  const { window: size } = compiled.rule;
  if (!hasWindows(compiled) || size === undefined || isByClock(compiled)) return [];
  const ahead = [...hours].filter((hour) => hour > now);
  return ahead.map((hour) => windowOf(hour, size, calendar).start).filter((start) => start > now);
}
