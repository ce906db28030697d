import type { Window } from "@/lib/meters/windows";
import { textOfUnits } from "./amount";
import type { CompiledRule } from "./compile";
import { verdictOf } from "./condition";
import type { HistorySeries } from "./history";
import { boundFor } from "./look";
import type { Observation, RuleState } from "./observation";
import { targetAt } from "./past-numbers";
import type { Measure, RuleWindow } from "./schema";
import { baselineOf, measured, type ReadHour, readHour, type Tally, withHour } from "./tally";
import { type Calendar, windowOf, windowsBefore } from "./window";

/** Windows by the hours and the windows that ask for them; shared by all customers whose calendar is the same. */
export type KnownWindows = { byHour: Map<number, Window>; before: Map<number, Window[]> };

/** One customer's hours, walked through in order, and what is known of its windows so far. */
export type HourWalk = {
  compiled: CompiledRule;
  series: HistorySeries;
  size: RuleWindow;
  measure: Measure;
  /** How many windows before are compared with. */
  compares: number;
  calendar: Calendar;
  known: KnownWindows;
  hours: readonly ReadHour[];
  taken: number;
  tallies: Map<number, Tally>;
  /** When something came last, by window. */
  lastAt: Map<number, number>;
};

/** Gets ready to walk through one customer's hours. Null for a rule without windows. */
export function walkHours(
  compiled: CompiledRule,
  series: HistorySeries,
  known: KnownWindows,
): HourWalk | null {
  const { signal, window: size, condition } = compiled.rule;
  if (size === undefined) return null;
  const measure = signal.kind === "meter" ? signal.measure : signal.kind === "events" ? "count" : "sum";
  return {
    ...{ compiled, series, size, measure },
    compares: condition.kind === "change" && "windows" in condition.against ? condition.against.windows : 0,
    calendar: { timeZone: compiled.timeZone, customer: series.customer },
    known,
    hours: series.hours.map((hour) => readHour(hour, measure)),
    taken: 0,
    tallies: new Map(),
    lastAt: new Map(),
  };
}

function windowOfHour({ known, size, calendar }: HourWalk, at: number): Window {
  const found = known.byHour.get(at) ?? windowOf(at, size, calendar);
  known.byHour.set(at, found);
  return found;
}

function beforeOf({ known, size, calendar, compares }: HourWalk, window: Window): Window[] {
  const found =
    known.before.get(window.start) ?? windowsBefore(window, Math.max(1, compares), size, calendar);
  known.before.set(window.start, found);
  return found;
}

/** Takes in the next hour. */
export function takeHour(walk: HourWalk): void {
  const hour = walk.hours[walk.taken++];
  if (!hour) return;
  const { start } = windowOfHour(walk, hour.at);
  walk.tallies.set(start, withHour(walk.tallies.get(start), hour));
  walk.lastAt.set(start, hour.lastAt);
}

/** What a window that is compared with came to. Before the first reading there is nothing; after that, a sum of nothing is zero. */
function valueBefore({ tallies, measure, hours }: HourWalk, window: Window): bigint | null {
  const tally = tallies.get(window.start);
  if (tally) return measured(tally, measure);
  const isKnown = window.end > (hours[0]?.at ?? Number.POSITIVE_INFINITY);
  return isKnown && (measure === "sum" || measure === "count") ? 0n : null;
}

/** The window of the hour that was taken in last; null before the first. */
export function windowJustTaken(walk: HourWalk): Window | null {
  const hour = walk.hours[walk.taken - 1];
  return hour ? windowOfHour(walk, hour.at) : null;
}

/** What is seen of a window at a moment, by the hours that were taken in. */
export function seeWindow(walk: HourWalk, now: number, window: Window): Observation {
  const { compiled, series, tallies, measure, lastAt, compares } = walk;
  const tally = tallies.get(window.start);
  const before = tally && compares === 0 ? [] : beforeOf(walk, window);
  const baseline = compares === 0 ? null : baselineOf(before.map((one) => valueBefore(walk, one)));
  return {
    customerId: series.customerId,
    customer: series.customer,
    now,
    window,
    value: tally ? textOfUnits(measured(tally, measure)) : null,
    compared: baseline?.compared ?? targetAt(compiled, series, now)?.value ?? null,
    comparedOver: baseline?.comparedOver ?? 1,
    lastSeenAt: lastAt.get(window.start) ?? lastAt.get(before[0]?.start ?? window.start) ?? null,
    changedAt: walk.hours[walk.taken - 1]?.lastAt ?? null,
  };
}

/**
 * Whether the hour that came just now plainly changes nothing: nothing went on and nothing holds, or what holds was told. What is
 * plain is a bound that is compared with nothing else; anything more is left to `evaluate`. Most hours are plain, by far.
 */
export function isPlain(walk: HourWalk, state: RuleState | null, now: number): boolean {
  const { compiled, series, tallies, measure } = walk;
  const bound = boundFor(compiled, series.customerId);
  const window = windowJustTaken(walk);
  const tally = window && tallies.get(window.start);
  if (!state || !tally || compiled.judge !== "live" || bound.kind !== "level") return false;
  if (state.dueAt !== null && state.dueAt <= now) return false;
  const { holds } = verdictOf(bound, measured(tally, measure), null, 1n, compiled.zones) ?? { holds: false };
  if (!holds) return state.alarm === null;
  return state.status === "firing" && state.isAnnounced && state.period === window.start;
}
