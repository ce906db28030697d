import { masked } from "./masked";
import type { Money } from "./money";

type Scaled = { units: bigint; digits: number };

function scaled(amount: string, digits: number): bigint {
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  const units = BigInt(whole + fraction.padEnd(digits, "0"));
  return amount.startsWith("-") ? -units : units;
}

function pairOf(left: Money, right: Money): { left: Scaled; right: Scaled } | undefined {
  if (left.currency !== right.currency) return undefined;
  if (left.amount === masked || right.amount === masked) return undefined;
  const digitsOf = ({ amount }: Money) => amount.split(".")[1]?.length ?? 0;
  const digits = Math.max(digitsOf(left), digitsOf(right));
  return {
    left: { units: scaled(left.amount, digits), digits },
    right: { units: scaled(right.amount, digits), digits },
  };
}

/** Whether an amount is at or above another. Amounts of two currencies cannot be compared: never. */
export function isAtLeast(amount: Money, bound: Money): boolean {
  const pair = pairOf(amount, bound);
  return pair !== undefined && pair.left.units >= pair.right.units;
}

/** `amount` less `other`, exact; undefined across currencies. */
export function subtract(amount: Money, other: Money): Money | undefined {
  const pair = pairOf(amount, other);
  if (!pair) return undefined;
  const difference = pair.left.units - pair.right.units;
  const text = String(difference < 0n ? -difference : difference).padStart(pair.left.digits + 1, "0");
  const whole = text.slice(0, text.length - pair.left.digits);
  const fraction = pair.left.digits === 0 ? "" : `.${text.slice(-pair.left.digits)}`;
  return { amount: `${difference < 0n ? "-" : ""}${whole}${fraction}`, currency: amount.currency };
}

/** `amount` as a share of `whole`, good to a tenth of a percent; undefined across currencies and for a whole of zero. */
export function shareOf(amount: Money, whole: Money): number | undefined {
  const pair = pairOf(amount, whole);
  if (!pair || pair.right.units === 0n) return undefined;
  const share = Number((pair.left.units * 100_000n) / pair.right.units) / 100_000;
  return Number.isFinite(share) ? share : undefined;
}
