import { compareDecimals, decimalFromText, decimalKey, decimalOf } from "./decimal";

/** What a condition can be compared with. */
export type Scalar = string | number | boolean;

/**
 * Makes the test “equals”. Numbers are compared by value, exactly: an expected number equals decimal text too (`1299`,
 * `"1299.00"`), and so does expected decimal text equal a number. Two texts are equal only when they are the same,
 * so that `"007"` is not `"7"`. Nothing else is converted; a missing value, null, lists and objects equal nothing.
 */
export function equalTo(expected: Scalar): (seen: unknown) => boolean {
  if (typeof expected === "boolean") return (seen) => seen === expected;
  const decimal = decimalOf(expected);
  return (seen) => {
    if (typeof seen === typeof expected) return seen === expected;
    if (decimal === undefined || (typeof seen !== "string" && typeof seen !== "number")) return false;
    const value = decimalOf(seen);
    return value !== undefined && compareDecimals(value, decimal) === 0;
  };
}

/** The keys under which an index keeps what equals `expected`: `equalTo(expected)(seen)` just when the two share a key. */
export function keysOfExpected(expected: Scalar): string[] {
  if (typeof expected === "boolean") return [`is ${expected}`];
  const decimal = decimalOf(expected);
  if (typeof expected === "number") return decimal ? [`number ${decimalKey(decimal)}`] : [];
  return [`text ${expected}`, ...(decimal ? [`decimal ${decimalKey(decimal)}`] : [])];
}

/** The keys under which to look up what equals a value that was seen. */
export function keysOfSeen(seen: unknown): string[] {
  if (typeof seen === "boolean") return [`is ${seen}`];
  if (typeof seen === "number") {
    const decimal = decimalOf(seen);
    return decimal ? [`number ${decimalKey(decimal)}`, `decimal ${decimalKey(decimal)}`] : [];
  }
  if (typeof seen !== "string") return [];
  const decimal = decimalFromText(seen);
  return decimal ? [`text ${seen}`, `number ${decimalKey(decimal)}`] : [`text ${seen}`];
}
