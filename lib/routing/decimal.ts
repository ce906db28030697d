/** An exact decimal: whole digits without leading zeros, fraction digits without trailing ones. Zero is never negative. */
export type Decimal = { negative: boolean; whole: string; fraction: string };

const plain = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/;
const scientific = /^(-?)(\d)(?:\.(\d+))?e([+-]\d{1,3})$/;

function normal(negative: boolean, whole: string, fraction: string): Decimal {
  const trimmed = { whole: whole.replace(/^0+/, ""), fraction: fraction.replace(/0+$/, "") };
  return { negative: negative && trimmed.whole + trimmed.fraction !== "", ...trimmed };
}

/** What `String` writes for very large and very small numbers. */
function fromScientific(text: string): Decimal | undefined {
  const parts = scientific.exec(text);
  if (!parts) return undefined;
  const [, sign, first = "", rest = "", power] = parts;
  const digits = first + rest;
  const point = 1 + Number(power);
  if (point <= 0) return normal(sign === "-", "", "0".repeat(-point) + digits);
  const padded = digits.padEnd(point, "0");
  return normal(sign === "-", padded.slice(0, point), padded.slice(point));
}

/** Reads decimal text such as `1299.00` or `-5`; undefined for anything else, also for exponents and spaces. */
export function decimalFromText(text: string): Decimal | undefined {
  const parts = plain.exec(text);
  return parts ? normal(parts[1] === "-", parts[2] ?? "", parts[3] ?? "") : undefined;
}

/** Reads a finite number by its shortest decimal form, or decimal text; undefined for anything else. */
export function decimalOf(value: unknown): Decimal | undefined {
  if (typeof value === "string") return decimalFromText(value);
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  return decimalFromText(String(value)) ?? fromScientific(String(value));
}

function compareMagnitudes(left: Decimal, right: Decimal): number {
  if (left.whole.length !== right.whole.length) return left.whole.length - right.whole.length;
  if (left.whole !== right.whole) return left.whole < right.whole ? -1 : 1;
  if (left.fraction === right.fraction) return 0;
  return left.fraction < right.fraction ? -1 : 1;
}

/** Below, equal or above zero as `left` is less than, equal to or greater than `right`. A total order, without rounding. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.negative !== right.negative) return left.negative ? -1 : 1;
  return left.negative ? compareMagnitudes(right, left) : compareMagnitudes(left, right);
}

/** One text for equal decimals: `1299.00` and `1299` both give `1299`. */
export function decimalKey({ negative, whole, fraction }: Decimal): string {
  return `${negative ? "-" : ""}${whole || "0"}${fraction === "" ? "" : `.${fraction}`}`;
}
