import { divided, textOfUnits, unitsOf } from "../amount";
import type { Measure } from "../schema";

type Readings = {
  sum: string;
  count: number;
  min: string | null;
  max: string | null;
  last: string | null;
};

/** What the readings of a window come to, measured in one way; null where there are none. */
export function measuredText({ sum, count, min, max, last }: Readings, measure: Measure): string | null {
  if (count === 0) return null;
  switch (measure) {
    case "sum":
      return sum;
    case "count":
      return String(count);
    case "average":
      return textOfUnits(divided(unitsOf(sum), BigInt(count)));
    default:
      return { min, max, last }[measure];
  }
}
