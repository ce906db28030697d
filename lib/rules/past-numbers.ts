import { divided, one, textOfUnits, unitsOf } from "./amount";
import type { CompiledRule } from "./compile";
import { customerNumber } from "./customer-number";
import type { HistoryPoint, HistorySeries } from "./history";
import type { Observation } from "./observation";
import type { Signal } from "./schema";
import { type ReadHour, readHour } from "./tally";
import { windowOf } from "./window";

const day = 86_400_000;
/** The pace at which credits are used is that of so many days. */
const paceDays = 7;

/** The last of the points that had come by a moment. They are in order of time. */
function pointAt(points: readonly HistoryPoint[], at: number): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

type Known = { value: string | null; at: number | null };

/** A number as it was at a moment; of a field without a history as it is now. */
function numberAt(
  { points, customer }: HistorySeries,
  field: string,
  currency: string | undefined,
  at: number,
): Known {
  const history = points[field];
  if (!history) return { value: customerNumber(customer, field, currency), at: null };
  const point = history[pointAt(history, at)];
  return { value: point?.value ?? null, at: point?.at ?? null };
}

/** One customer's numbers, at whatever moment of a history. */
export type NumberWalk = { compiled: CompiledRule; series: HistorySeries; hours: readonly ReadHour[] };

/** Gets ready to look at one customer's numbers. */
export function walkNumbers(compiled: CompiledRule, series: HistorySeries): NumberWalk {
  return { compiled, series, hours: series.hours.map((hour) => readHour(hour, "sum")) };
}

function usedBetween(hours: readonly ReadHour[], from: number, to: number): bigint {
  let total = 0n;
  for (const { at, sum } of hours) if (at >= from && at < to) total += sum;
  return total;
}

/** Credits less what was used of them in the billing cycle, or for how many days they last. */
function balanceAt(
  { compiled, series, hours }: NumberWalk,
  signal: Extract<Signal, { kind: "balance" }>,
  now: number,
): Known {
  const credits = numberAt(series, signal.credits, undefined, now);
  if (credits.value === null || signal.meter === undefined) return credits;
  const calendar = { timeZone: compiled.timeZone, customer: series.customer };
  const left = unitsOf(credits.value) - usedBetween(hours, windowOf(now, "cycle", calendar).start, now);
  const lastUse = hours.findLast(({ at }) => at < now)?.lastAt ?? null;
  const at = lastUse === null || (credits.at !== null && credits.at > lastUse) ? credits.at : lastUse;
  if (signal.measure === "amount") return { value: textOfUnits(left), at };
  const used = usedBetween(hours, now - paceDays * day, now);
  return { value: used <= 0n ? null : textOfUnits(divided(left * BigInt(paceDays) * one, used)), at };
}

/** What something is a share of, where that is a number of the customer. */
export function targetAt({ rule }: CompiledRule, series: HistorySeries, now: number): Known | undefined {
  const { condition } = rule;
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  return of && "field" in of ? numberAt(series, of.field, undefined, now) : undefined;
}

/** What it is compared with, since when that is so, and when it becomes something else by itself. */
function comparedAt(walk: NumberWalk, now: number): Known & { turnsAt: number | null } {
  const { compiled, series } = walk;
  const { condition, signal } = compiled.rule;
  const nothing = { value: null, at: null, turnsAt: null };
  const target = targetAt(compiled, series, now);
  if (target) return { ...target, turnsAt: null };
  if (condition.kind !== "change" || !("days" in condition.against) || signal.kind !== "field")
    return nothing;
  const history = series.points[signal.field] ?? [];
  const { days } = condition.against;
  // What was not known then is held against what was known first since.
  const position = days === 0 ? pointAt(history, now) - 1 : Math.max(0, pointAt(history, now - days * day));
  const next = days === 0 ? undefined : history[position + 1];
  const point = history[position];
  const value = point && point.at <= now ? point.value : null;
  return { value, at: null, turnsAt: next ? next.at + days * day : null };
}

const latest = (one: number | null, other: number | null) =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);

/** What is seen at a moment of a rule without windows. */
export function seeNumber(walk: NumberWalk, now: number): Observation {
  const { compiled, series, hours } = walk;
  const { signal } = compiled.rule;
  const compared = comparedAt(walk, now);
  const number =
    signal.kind === "field"
      ? numberAt(series, signal.field, signal.currency, now)
      : signal.kind === "balance"
        ? balanceAt(walk, signal, now)
        : { value: null, at: null };
  return {
    customerId: series.customerId,
    customer: series.customer,
    now,
    window: null,
    value: number.value,
    compared: compared.value,
    lastSeenAt: hours.findLast(({ lastAt }) => lastAt <= now)?.lastAt ?? null,
    changedAt: latest(number.at, compared.at),
    turnsAt: compared.turnsAt,
  };
}
