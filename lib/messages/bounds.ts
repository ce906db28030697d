import type { Money } from "./money";
import { isAtLeast } from "./money-math";

/** From where on an amount deserves more urgency. Amounts of other currencies are left alone. */
export type Bounds = { largeInvoice: readonly Money[]; highValue: readonly Money[] };

const inMajorCurrencies = (amount: string): Money[] =>
  ["USD", "EUR", "GBP", "CHF", "CAD", "AUD"].map((currency) => ({ amount, currency }));

/** What counts as large until the project says otherwise: an invoice of 10,000, a customer of 1,000 a month. */
export const usualBounds: Bounds = {
  largeInvoice: inMajorCurrencies("10000"),
  highValue: inMajorCurrencies("1000"),
};

/** Whether the amount reaches the bound of its currency. */
export function reaches(amount: Money | undefined, bounds: readonly Money[]): boolean {
  return amount !== undefined && bounds.some((bound) => isAtLeast(amount, bound));
}
