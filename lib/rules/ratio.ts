import { magnitude, one, textOfUnits, unitsOf } from "./amount";

/** What is told of a share: two digits after the point. */
const shown = one / 100n;

/** `part` in percent of `whole`, cut after two digits, so that 74.999 is never told as 75. Undefined for a whole of zero. */
export function percentOf(part: string, whole: string): string | undefined {
  const divisor = unitsOf(whole);
  if (divisor === 0n) return undefined;
  const percent = (unitsOf(part) * 100n * one) / divisor;
  return textOfUnits(percent - (percent % shown));
}

/** How far `to` lies from `from`, in percent of `from`, cut after two digits; undefined from zero. */
export function percentChange(from: string, to: string): string | undefined {
  const base = unitsOf(from);
  return percentOf(textOfUnits(unitsOf(to) - base), textOfUnits(magnitude(base)));
}
