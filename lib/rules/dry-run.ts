import { zoneOffset } from "@/lib/projects/zone-offset";
import { type CompiledRule, compileRule, type Surroundings } from "./compile";
import { type Evaluation, evaluate } from "./evaluate";
import type { History, HistorySeries, PastFiring } from "./history";
import type { Observation, RuleState } from "./observation";
import { seeNumber, walkNumbers } from "./past-numbers";
import { isPlain, type KnownWindows, seeWindow, takeHour, walkHours, windowJustTaken } from "./past-windows";
import { runsWithin } from "./runs";
import type { Rule } from "./schema";
import { cycleDayOf, settleTime, windowToLookAt } from "./window";

/** How often a state may ask to be looked at again at the same moment; more would be a mistake, which must not go on for ever. */
const mostLooksAtOnce = 3;

/** One customer's past as it is walked through: what comes in and when, and what is seen at any moment. */
type Walk = {
  /** In order of time. */
  arrivals: readonly number[];
  take: () => void;
  see: (now: number, isArrival: boolean) => Observation | null;
  /** Whether what came just now plainly changes nothing, so that it need not be looked at. */
  isPlain: (state: RuleState | null, now: number) => boolean;
};

function walkOf(compiled: CompiledRule, series: HistorySeries, known: KnownWindows): Walk {
  const hours = walkHours(compiled, series, known);
  if (hours) {
    const arrivals = hours.hours.map(({ lastAt }) => lastAt);
    const see = (now: number, isArrival: boolean) => {
      const window = isArrival ? windowJustTaken(hours) : windowToLookAt(compiled.rule, now, hours.calendar);
      return window && seeWindow(hours, now, window);
    };
    return {
      arrivals,
      take: () => takeHour(hours),
      see,
      isPlain: (state, now) => isPlain(hours, state, now),
    };
  }
  const numbers = walkNumbers(compiled, series);
  const points = Object.values(series.points).flatMap((history) => history.map(({ at }) => at));
  const arrivals = [...numbers.hours.map(({ lastAt }) => lastAt), ...points].sort(
    (left, right) => left - right,
  );
  return { arrivals, take: () => undefined, see: (now) => seeNumber(numbers, now), isPlain: () => false };
}

/** A window that is judged at its end needs no look at each of its hours once it is known when to look. */
const isAwaited = (state: RuleState | null, { compiled }: { compiled: CompiledRule }, now: number) =>
  compiled.judge === "window_end" &&
  compiled.rule.window !== undefined &&
  state?.dueAt != null &&
  state.dueAt > now &&
  state.dueAt <= now + settleTime + 3_600_000;

/** Steps a rule over one customer's past, from one arrival or due moment to the next. */
function runSeries(
  compiled: CompiledRule,
  series: HistorySeries,
  history: History,
  known: KnownWindows,
): PastFiring[] {
  const told: PastFiring[] = [];
  const { arrivals, take, see, isPlain: plain } = walkOf(compiled, series, known);
  let position = 0;
  let state: RuleState | null = null;
  // What holds already when it begins to watch is looked at then.
  let due: number | null = history.from;
  let [last, looks] = [Number.NEGATIVE_INFINITY, 0];
  for (;;) {
    const arrival = arrivals[position] ?? Number.POSITIVE_INFINITY;
    const isArrival: boolean = arrival <= (due ?? Number.POSITIVE_INFINITY);
    const now: number = isArrival ? arrival : (due ?? Number.POSITIVE_INFINITY);
    if (now > history.to) return told;
    if (isArrival) {
      take();
      position += 1;
      if (now < history.from || isAwaited(state, { compiled }, now) || plain(state, now)) continue;
    }
    looks = now === last ? looks + 1 : 0;
    last = now;
    const seen = see(now, isArrival);
    if (seen) {
      const { state: after, firings } = evaluate(compiled, state, seen);
      state = after;
      for (const firing of firings) told.push({ ...firing, customerId: series.customerId });
    }
    due = state?.dueAt ?? null;
    if (due !== null && due <= now) due = looks < mostLooksAtOnce ? now : null;
  }
}

/** Looks at one customer's past at the times of a rule that looks at those only. */
function lookAtRuns(
  compiled: CompiledRule,
  series: HistorySeries,
  runs: readonly number[],
  known: KnownWindows,
): PastFiring[] {
  const told: PastFiring[] = [];
  const { arrivals, take, see } = walkOf(compiled, series, known);
  let position = 0;
  let state: RuleState | null = null;
  for (const run of runs) {
    for (; (arrivals[position] ?? Number.POSITIVE_INFINITY) <= run; position++) take();
    const seen = see(run, false);
    if (!seen) continue;
    const after: Evaluation = evaluate(compiled, state, { ...seen, run });
    state = after.state;
    for (const firing of after.firings) told.push({ ...firing, customerId: series.customerId });
  }
  return told;
}

function namesSeen(compiled: CompiledRule, { names = [], from, to }: History): PastFiring[] {
  return names
    .filter(({ at }) => at >= from && at <= to)
    .flatMap(({ name, at: now }) => {
      const nothing = { window: null, value: null, compared: null, lastSeenAt: null, changedAt: now };
      const seen: Observation = { customerId: "", customer: null, now, name, ...nothing };
      return evaluate(compiled, null, seen).firings.map((firing) => ({ ...firing, customerId: "" }));
    });
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const dayOf = (at: number, timeZone: string) =>
  new Date(at + zoneOffset(at, timeZone)).toISOString().slice(0, 10);

/** What a rule would have done. */
export type DryRun = {
  /** All that would have been told, in order of time. */
  firings: readonly PastFiring[];
  /** Without what was over: how many, by day of the project's calendar (`2026-11-21`) and by customer, most first. */
  count: number;
  perDay: readonly { day: string; count: number }[];
  perCustomer: readonly { customerId: string; count: number }[];
  /** The first of them. */
  first: readonly PastFiring[];
};

/**
 * Steps a rule over a recorded history by the same evaluation that judges it live: cooldown, schedule and durations apply. Pure. An
 * hour counts when its last reading was taken; what came late is taken to have come in time.
 */
export function dryRun(rule: Rule, history: History, surroundings: Surroundings, shown = 10): DryRun {
  const tried: Rule = { ...rule, watchesSince: new Date(history.from) };
  const compiled = compileRule(tried, surroundings);
  const known = new Map<number, KnownWindows>();
  const told = namesSeen(compiled, history);
  const runs = rule.cron ? runsWithin(compiled, history.from, history.to) : null;
  for (const series of rule.signal.kind === "unknown" ? [] : history.series) {
    const calendar = rule.window === "cycle" ? cycleDayOf(series.customer) : 0;
    const windows = known.get(calendar) ?? { byHour: new Map(), before: new Map() };
    known.set(calendar, windows);
    const firings = runs
      ? lookAtRuns(compiled, series, runs, windows)
      : runSeries(compiled, series, history, windows);
    for (const firing of firings) told.push(firing);
  }
  const firings = told.sort((left, right) => left.at - right.at);
  const alarms = firings.filter(({ kind }) => kind !== "recovered");
  const perDay = countBy(alarms, ({ at }) => dayOf(at, surroundings.timeZone));
  const perCustomer = countBy(alarms, ({ customerId }) => customerId);
  return {
    firings,
    count: alarms.length,
    perDay: [...perDay].map(([day, count]) => ({ day, count })),
    perCustomer: [...perCustomer]
      .map(([customerId, count]) => ({ customerId, count }))
      .sort((left, right) => right.count - left.count),
    first: alarms.slice(0, shown),
  };
}
