import type { Environment } from "@/db/enums";
import { revenueTypes } from "@/lib/events/revenue";
import { divided, textOfUnits, unitsOf } from "../amount";
import type { Signal } from "../schema";

/** Something that is kept by the hour. */
export type Series =
  | { kind: "meter"; meter: string }
  /** Under no currency events are counted, under one their amounts are added up. */
  | { kind: "events"; types: readonly string[]; currency: string };

/** What hours come to: exact decimals. */
export type Span = {
  sum: string;
  count: number;
  min: string | null;
  max: string | null;
  last: string | null;
  lastAt: number | null;
};

export const emptySpan: Span = { sum: "0", count: 0, min: null, max: null, last: null, lastAt: null };

/** From `start` on and before `end`, in milliseconds since 1970. `customerId` is empty for all together. */
export type SpanAsk = {
  environment: Environment;
  series: Series;
  customerId: string;
  start: number;
  end: number;
  /** `keyOfSpan`, once it was asked for: it is asked for many times. */
  key?: string;
};

const nameOfSeries = (series: Series) =>
  series.kind === "meter" ? `m|${series.meter}` : `e|${series.currency}|${series.types.join(" ")}`;

/** One text for equal spans. */
export function keyOfSpan(ask: SpanAsk): string {
  const { environment, start, end, series, customerId } = ask;
  ask.key ??= `${environment}|${start}|${end}|${nameOfSeries(series)}|${customerId}`;
  return ask.key;
}

/** The series behind a signal; null for what has none. @param types those that a pattern stands for. */
export function seriesOf(signal: Signal, types: readonly string[]): Series | null {
  switch (signal.kind) {
    case "meter":
      return { kind: "meter", meter: signal.meter };
    case "events":
      return { kind: "events", types, currency: "" };
    case "revenue":
      return { kind: "events", types: revenueTypes, currency: signal.currency };
    case "balance":
      return signal.meter === undefined ? null : { kind: "meter", meter: signal.meter };
    default:
      return null;
  }
}

/** The number that a signal takes of hours; null where nothing was. */
export function measured(signal: Signal, { sum, count, min, max, last }: Span): string | null {
  if (count === 0) return null;
  if (signal.kind === "events") return String(count);
  if (signal.kind !== "meter") return sum;
  switch (signal.measure) {
    case "sum":
      return sum;
    case "count":
      return String(count);
    case "min":
      return min;
    case "max":
      return max;
    case "last":
      return last;
    case "average":
      return textOfUnits(divided(unitsOf(sum), BigInt(count)));
  }
}

/** Whether hours in which nothing came count as zero. */
export const countsFromZero = (signal: Signal) =>
  signal.kind === "meter" ? signal.measure === "sum" || signal.measure === "count" : true;
