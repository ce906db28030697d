import { currencyPrefix, minorDigitsOf } from "./currency";
import { masked } from "./masked";

/**
 * An exact amount: a canonical decimal (`-1299.5`, never an exponent) and an ISO 4217 code in capitals. Where a destination
 * may not see it, the amount is the mask, which is written as it stands and compares with nothing.
 */
export type Money = { amount: string; currency: string };

const decimal = /^(-?)(\d{1,30})(?:\.(\d{1,18}))?$/;
const currencyCode = /^[A-Za-z]{3}$/;

const property = (value: object, key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value;

function parseCurrency(value: unknown): string | undefined {
  return typeof value === "string" && currencyCode.test(value) ? value.toUpperCase() : undefined;
}

/** A number is taken by its shortest decimal form, which is what the sender wrote as long as it has at most 15 digits. */
function parseDecimal(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (text === masked) return text;
  if (typeof text !== "string" || !decimal.test(text)) return undefined;
  if (typeof value === "number" && text.replace(/\D/g, "").length > 15) return undefined;
  return text;
}

function fromMinor(minor: unknown, currency: string): string | undefined {
  if (!(Number.isSafeInteger(minor) || (typeof minor === "string" && /^-?\d{1,30}$/.test(minor))))
    return undefined;
  const digits = minorDigitsOf(currency);
  const text = String(minor);
  const sign = text.startsWith("-") ? "-" : "";
  const padded = text.slice(sign.length).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${padded.slice(-digits)}`;
}

/** Reads an amount that stands beside its currency: decimal text or number, or whole minor units. */
export function moneyFrom(amount: unknown, amountMinor: unknown, currencyValue: unknown): Money | undefined {
  const currency = parseCurrency(currencyValue);
  if (currency === undefined) return undefined;
  const text = parseDecimal(amount) ?? fromMinor(amountMinor, currency);
  return text === undefined ? undefined : { amount: text, currency };
}

/** Reads `{ amount, currency }` or `{ amountMinor, currency }`; undefined for anything else. */
export function parseMoney(value: unknown): Money | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return moneyFrom(property(value, "amount"), property(value, "amountMinor"), property(value, "currency"));
}

/** `short` drops a fraction of zeros, for sentences; `full` always writes the currency's minor digits. */
export type MoneyStyle = "full" | "short";

function fractionOf(digits: string, currency: string, style: MoneyStyle): string {
  const wanted = minorDigitsOf(currency);
  const significant = digits.replace(/0+$/, "");
  if (significant === "" && style === "short") return "";
  return significant.padEnd(wanted, "0");
}

/**
 * Writes an amount exactly, with thousands separators: `$1,299.00`, `¥1,299`, `KWD 1.500`, `-$5.99`.
 * Digits beyond the minor unit are kept, since unit prices have them; nothing is ever rounded.
 */
export function formatMoney({ amount, currency }: Money, style: MoneyStyle = "full"): string {
  if (amount === masked) return masked;
  const [, sign = "", whole = "0", digits = ""] = decimal.exec(amount) ?? [];
  const fraction = fractionOf(digits, currency, style);
  const grouped = whole.replace(/^0+(?=\d)/, "").replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${sign}${currencyPrefix(currency)}${grouped}${fraction === "" ? "" : `.${fraction}`}`;
}

/** Whether there is money in it at all: neither zero nor below. Of an amount that may not be seen it is taken to be so. */
export function isPositive({ amount }: Money): boolean {
  if (amount === masked) return true;
  return !amount.startsWith("-") && /[1-9]/.test(amount);
}
