import type { Check } from "./reason";

const named = 3;

/** Numbers, true and false stand bare; everything else is quoted. */
function quoted(text: string): string {
  return /^(-?\d+(\.\d+)?|true|false|[[{].*)$/.test(text) ? text : `“${text}”`;
}

/** What a comparison asks for, after “is …,”. `neq` and `nin` are told as their opposites. */
const demands: Readonly<Record<string, (expected: string) => string>> = {
  gt: (expected) => `more than ${expected}`,
  gte: (expected) => `at least ${expected}`,
  lt: (expected) => `less than ${expected}`,
  lte: (expected) => `at most ${expected}`,
  in: (expected) => `one of ${expected}`,
  nin: (expected) => `one of ${expected}`,
  contains: (expected) => `containing ${quoted(expected)}`,
  starts_with: (expected) => `starting with ${quoted(expected)}`,
};

/** One comparison as words: what was seen and, where that does not say it, what was asked for. */
export function describeCheck({ path, operator, expected, seen, negated = false, passed }: Check): string {
  if (seen === null) return `${path} is not there`;
  const isOpposite = operator === "neq" || operator === "nin";
  const holds = (passed !== negated) !== isOpposite;
  const found = `${path} is ${quoted(seen)}`;
  if (operator === "exists") return seen === "null" ? `${path} is null` : `${path} is there`;
  if (operator === "eq" || operator === "neq") return holds ? found : `${found}, not ${quoted(expected)}`;
  return `${found}, ${holds ? "" : "not "}${demands[operator]?.(expected) ?? expected}`;
}

/** Several comparisons as words, the first few by name. */
export function describeChecks(checks: readonly Check[]): string {
  const parts = checks.slice(0, named).map(describeCheck);
  const rest = checks.length - parts.length;
  if (rest > 0) parts.push(`${rest} more`);
  const last = parts.pop() ?? "";
  return parts.length > 0 ? `${parts.join(", ")} and ${last}` : last;
}
