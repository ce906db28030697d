/**
 * Digits after the point of the smallest unit, where they are not two. Source: ISO 4217 list one (SIX), as of 2026.
 * `Intl` is no source for this: it follows CLDR, which differs for IQD, LBP and others.
 */
const unusualDigits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Symbols that name one currency only; the others are written with their code. */
const symbols: Readonly<Record<string, string>> = {
  AUD: "A$",
  BRL: "R$",
  CAD: "CA$",
  CNY: "CN¥",
  EUR: "€",
  GBP: "£",
  HKD: "HK$",
  ILS: "₪",
  INR: "₹",
  JPY: "¥",
  KRW: "₩",
  MXN: "MX$",
  NZD: "NZ$",
  PHP: "₱",
  TWD: "NT$",
  USD: "$",
  VND: "₫",
};

/** How many digits a currency has after the point; two for a code that the list does not know. */
export function minorDigitsOf(currency: string): number {
  return unusualDigits[currency] ?? 2;
}

/** What stands before an amount: `$`, `€`, or the code and a space. */
export function currencyPrefix(currency: string): string {
  return symbols[currency] ?? `${currency} `;
}
