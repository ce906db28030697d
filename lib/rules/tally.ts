import { divided, one, textOfUnits, unitsOf } from "./amount";
import type { HistoryHour } from "./history";
import type { Measure } from "./schema";

/** What came in within a window, in units (lib/rules/amount). */
export type Tally = { sum: bigint; count: bigint; min: bigint; max: bigint; last: bigint };

/** An hour, read once. */
export type ReadHour = Tally & { at: number; lastAt: number };

const hourLength = 3_600_000;

/** Reads an hour, or only what one measure needs of it (a history has millions of them): the rest is zero then. */
export function readHour(
  { at, sum, count, min, max, last, lastAt }: HistoryHour,
  measure?: Measure,
): ReadHour {
  const read = (text: string, ...measures: Measure[]) =>
    measure === undefined || measures.includes(measure) ? unitsOf(text) : 0n;
  return {
    at,
    lastAt: lastAt ?? at + hourLength - 1,
    count: BigInt(count),
    sum: read(sum, "sum", "average"),
    min: read(min, "min"),
    max: read(max, "max"),
    last: read(last, "last"),
  };
}

/** A window's tally with a further hour of it, which is later than the others. */
export function withHour(tally: Tally | undefined, hour: Tally): Tally {
  const { sum, count, min, max, last } = hour;
  if (!tally) return { sum, count, min, max, last };
  const isLower = min < tally.min;
  const isHigher = max > tally.max;
  return {
    sum: tally.sum + sum,
    count: tally.count + count,
    min: isLower ? min : tally.min,
    max: isHigher ? max : tally.max,
    last,
  };
}

/** A tally as one number, in units. A mean is rounded at the twentieth digit after the point. */
export function measured(tally: Tally, measure: Measure): bigint {
  switch (measure) {
    case "count":
      return tally.count * one;
    case "average":
      return divided(tally.sum, tally.count);
    default:
      return tally[measure];
  }
}

/** What a window's value is compared with: the total of the windows before it, and how many they are. Null for none. */
export function baselineOf(
  values: readonly (bigint | null)[],
): { compared: string; comparedOver: number } | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return {
    compared: textOfUnits(known.reduce((total, value) => total + value, 0n)),
    comparedOver: known.length,
  };
}
