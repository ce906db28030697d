/** Stripe's currencies without minor units, for charges (docs.stripe.com/currencies). ISK and UGX are written with two digits there. */
const zeroDecimal = new Set("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split(" "));

/** Those with three digits after the point. */
const threeDecimal = new Set("BHD JOD KWD OMR TND".split(" "));

function digitsOf(currency: string): number {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

/** Stripe's integer amount as money with a decimal; undefined for what is none. Exact: nothing is rounded. */
export function stripeMoney(
  minor: number | undefined,
  currency: string | undefined,
): { amount: string; currency: string } | undefined {
  if (minor === undefined || !Number.isSafeInteger(minor)) return undefined;
  if (currency === undefined || !/^[A-Za-z]{3}$/.test(currency)) return undefined;
  const code = currency.toUpperCase();
  const digits = digitsOf(code);
  const padded = String(Math.abs(minor)).padStart(digits + 1, "0");
  const whole = padded.slice(0, padded.length - digits);
  const amount = digits === 0 ? whole : `${whole}.${padded.slice(-digits)}`;
  return { amount: minor < 0 ? `-${amount}` : amount, currency: code };
}
