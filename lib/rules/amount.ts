import { decimalKey, decimalOf } from "@/lib/routing/decimal";

/** Digits after the point that are counted with: as many as readings and bounds may have. */
const digits = 20;

/** Many units make one. Amounts are whole numbers of units, so that adding and comparing them is exact. */
export const one = 10n ** BigInt(digits);

const smallWhole = /^-?\d{1,15}$/;

/** Exact decimal text in units. Digits beyond the twentieth after the point are cut. @throws for what is no decimal. */
export function unitsOf(text: string): bigint {
  // Most amounts are small whole numbers, and histories hold millions of them.
  if (smallWhole.test(text)) return BigInt(text) * one;
  const read = decimalOf(text);
  if (!read) throw new Error(`${text.slice(0, 40)} is no decimal`);
  const magnitude = BigInt(read.whole + read.fraction.slice(0, digits).padEnd(digits, "0"));
  return read.negative ? -magnitude : magnitude;
}

/** Units as canonical decimal text. */
export function textOfUnits(units: bigint): string {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
  const read = decimalOf(`${units < 0n ? "-" : ""}${text.slice(0, -digits)}.${text.slice(-digits)}`);
  return read ? decimalKey(read) : "0";
}

/** `amount` divided into so many, rounded half away from zero at the last digit. */
export function divided(amount: bigint, into: bigint): bigint {
  const half = into / 2n;
  return (amount < 0n ? amount - half : amount + half) / into;
}

/** Without its sign. */
export const magnitude = (amount: bigint) => (amount < 0n ? -amount : amount);
