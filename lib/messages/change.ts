import { isPositive, type Money } from "./money";
import { subtract } from "./money-math";
import type { Pen } from "./pen";

const signed = (text: string, isDown: boolean) => (isDown ? text : `+${text}`);

/** `72 → 54 (-18)`: a number that moved. With `unit: "percent"` the move also as a share of where it came from. */
export function changeOfNumber(pen: Pen, from: number, to: number, unit?: "percent"): string {
  const delta = to - from;
  const share = unit === "percent" && from !== 0 ? `, ${signedPercent(pen, delta / Math.abs(from))}` : "";
  return `${pen.number(from)} → ${pen.number(to)} (${signed(pen.number(delta), delta < 0)}${share})`;
}

/** `$29.00 → $99.00 (+$70.00)`: an amount that moved; without the difference when the currency changed. */
export function changeOfMoney(pen: Pen, from: Money, to: Money): string {
  const delta = subtract(to, from);
  const moved = delta ? ` (${signed(pen.money(delta), delta.amount.startsWith("-"))})` : "";
  return `${pen.money(from)} → ${pen.money(to)}${moved}`;
}

/** A share with its sign: `+12 %`, `-43 %`. */
export function signedPercent(pen: Pen, share: number): string {
  return signed(pen.percent(share), share < 0);
}

/** Which way an amount went; undefined when it did not, or cannot be told. */
export function directionOf(from: Money, to: Money): "up" | "down" | undefined {
  const delta = subtract(to, from);
  if (!delta || !/[1-9]/.test(delta.amount)) return undefined;
  return isPositive(delta) ? "up" : "down";
}
