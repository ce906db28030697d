import { compareDecimals, type Decimal, decimalOf } from "./decimal";
import { equalTo, type Scalar } from "./equality";

export const operators = [
  "eq",
  "neq",
  "gt",
  "gte",
  "lt",
  "lte",
  "in",
  "nin",
  "contains",
  "starts_with",
  "exists",
] as const;
export type Operator = (typeof operators)[number];
export type Ordering = Extract<Operator, "gt" | "gte" | "lt" | "lte">;

/** One comparison. `operator` and `value` fit each other once `parseFilter` has let it pass. */
export type Condition = { field: string; operator: Operator; value: Scalar | readonly Scalar[] };

type Test = (seen: unknown) => boolean;
const never: Test = () => false;

/** Whether a comparison's sign (below, equal or above zero) is what an ordering asks for. */
export const isInOrder = {
  gt: (sign) => sign > 0,
  gte: (sign) => sign >= 0,
  lt: (sign) => sign < 0,
  lte: (sign) => sign <= 0,
} satisfies Record<Ordering, (sign: number) => boolean>;

const isoInstant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Milliseconds of an ISO 8601 instant, or of the beginning of a day in UTC; undefined for anything else. */
function instantOf(value: unknown): number | undefined {
  if (typeof value !== "string" || !isoInstant.test(value)) return undefined;
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** Whether a value has an order that `gt` and its kin can use: a number, decimal text, or an ISO 8601 day or instant. */
export function isOrderable(value: unknown): boolean {
  return decimalOf(value) !== undefined || instantOf(value) !== undefined;
}

/** The threshold of an ordering over numbers; undefined for any other condition. */
export function thresholdOf({ operator, value }: Condition): { ordering: Ordering; at: Decimal } | undefined {
  if (operator !== "gt" && operator !== "gte" && operator !== "lt" && operator !== "lte") return undefined;
  const at = decimalOf(value);
  return at && { ordering: operator, at };
}

/** Numbers are ordered among numbers and instants among instants; a value of the other kind, or of none, never passes. */
function ordered(ordering: Ordering, expected: unknown): Test {
  const threshold = decimalOf(expected);
  const isPassed = isInOrder[ordering];
  if (threshold) {
    return (seen) => {
      const value = decimalOf(seen);
      return value !== undefined && isPassed(compareDecimals(value, threshold));
    };
  }
  const instant = instantOf(expected);
  if (instant === undefined) return never;
  return (seen) => {
    const value = instantOf(seen);
    return value !== undefined && isPassed(value - instant);
  };
}

const not =
  (test: Test): Test =>
  (seen) =>
    !test(seen);

function oneOf(value: Condition["value"]): Test {
  const tests = (typeof value === "object" ? value : [value]).map(equalTo);
  return (seen) => tests.some((test) => test(seen));
}

function containing(value: Condition["value"]): Test {
  if (typeof value === "object") return never;
  const isEqual = equalTo(value);
  return (seen) =>
    Array.isArray(seen) ? seen.some(isEqual) : typeof seen === "string" && seen.includes(String(value));
}

const isThere: Test = (seen) => seen !== undefined && seen !== null;

/**
 * Makes a condition's test. What holds for a path where nothing is: `neq`, `nin` and `exists: false` pass, since they are
 * the exact opposites of `eq`, `in` and `exists: true`; every other operator fails. Null exists no more than a missing value.
 * Text is compared with regard to case.
 */
export function testOf({ operator, value }: Condition): Test {
  switch (operator) {
    case "eq":
    case "in":
      return oneOf(value);
    case "neq":
    case "nin":
      return not(oneOf(value));
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return ordered(operator, value);
    case "contains":
      return containing(value);
    case "starts_with":
      return (seen) => typeof seen === "string" && seen.startsWith(String(value));
    case "exists":
      return value === false ? not(isThere) : isThere;
  }
}
