import { asText } from "@/lib/events/catalog/read";
import { type Money, parseMoney } from "@/lib/messages/money";

const arrayIndex = /^(0|[1-9]\d{0,5})$/;

/** An own value of a thing, never one of its prototype; of a list the item of that number. */
export function own(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (Array.isArray(value) && !arrayIndex.test(key)) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Nothing to show: not there, null, an empty text or an empty list. */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** What `if` asks: whether there is something, and it is not false. Zero is something. */
export const isTruthy = (value: unknown) => value !== false && !isBlank(value);

const decimal = /^-?\d{1,30}(\.\d{1,18})?$/;

/** A number, a text that is one, or the amount of a sum of money; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "string") return decimal.test(value) ? Number(value) : undefined;
  const money = parseMoney(value);
  return money && numberOf(money.amount);
}

type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

function order(left: unknown, right: unknown): number | undefined {
  const [leftNumber, rightNumber] = [numberOf(left), numberOf(right)];
  if (leftNumber !== undefined && rightNumber !== undefined) return leftNumber - rightNumber;
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

const isEqual = (left: unknown, right: unknown) =>
  left === right || order(left, right) === 0 || (isMissing(left) && isMissing(right));
const isMissing = (value: unknown) => value === undefined || value === null;

/** Numbers by size, also those written as text; texts by their characters. What cannot be compared is not equal, and neither more nor less. */
export function compare(left: unknown, operator: Comparison, right: unknown): boolean {
  if (operator === "==") return isEqual(left, right);
  if (operator === "!=") return !isEqual(left, right);
  const difference = order(left, right);
  if (difference === undefined) return false;
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  return operator === ">" ? difference > 0 : difference >= 0;
}

export const comparisons: ReadonlySet<string> = new Set<Comparison>(["==", "!=", "<", "<=", ">", ">="]);
export const isComparison = (text: string): text is Comparison => comparisons.has(text);

/** Most items of a list that are shown unasked. */
const maxShown = 100;

/** A value as text: amounts in the reader's format, things by their name, lists with commas; nothing for what cannot be shown. */
export function shownText(value: unknown, writeMoney: (money: Money) => string): string {
  if (typeof value === "string") return value;
  const money = parseMoney(value);
  if (money) return writeMoney(money);
  if (!Array.isArray(value)) return asText(value, Number.POSITIVE_INFINITY) ?? "";
  return value
    .slice(0, maxShown)
    .map((item: unknown) => (Array.isArray(item) ? "" : shownText(item, writeMoney)))
    .filter((text) => text !== "")
    .join(", ");
}

/** What the filter `json` makes: a text that is JSON already. */
export type JsonText = { json: string; [isJsonMark]: true };
const isJsonMark = Symbol("json");

export const jsonText = (json: string): JsonText => ({ json, [isJsonMark]: true });
export const isJsonText = (value: unknown): value is JsonText =>
  typeof value === "object" && value !== null && isJsonMark in value;
