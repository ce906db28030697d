import { parseInstant } from "@/lib/messages/format";
import { type Money, moneyFrom, parseMoney } from "@/lib/messages/money";
import { singleLine } from "@/lib/messages/plain";
import { linkableUrl } from "@/lib/messages/url";

/** What a sender put into `data`. Nothing in it is certain, so it is only read through this file. */
export type Data = Readonly<Record<string, unknown>>;

const snakeNames = new Map<string, string>();

function snakeOf(name: string): string {
  const known = snakeNames.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakeNames.set(name, made);
  return made;
}

const own = (data: object, name: string): unknown =>
  Object.hasOwn(data, name) ? Reflect.get(data, name) : undefined;

/** A value by its name, or by the same name in snake_case, since senders differ in nothing else so often. */
function fieldIn(data: Data, name: string): unknown {
  return own(data, name) ?? own(data, snakeOf(name));
}

function firstOf<T>(names: readonly string[], read: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = read(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A value as one clean line: text, a number, yes or no; of a thing with a name, its name. Undefined when there is nothing to show. */
export function asText(value: unknown, limit?: number): string | undefined {
  if (typeof value === "string") return singleLine(value, limit) || undefined;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return firstOf(["name", "title", "code", "id"], (name) => {
    const inner = own(value, name);
    return typeof inner === "object" ? undefined : asText(inner, limit);
  });
}

/** The first of the named values that has something to show, as one clean line. */
export function textIn(data: Data, ...names: string[]): string | undefined {
  return firstOf(names, (name) => asText(fieldIn(data, name)));
}

/** The first of the named amounts: `{ amount, currency }`, `{ amountMinor, currency }`, or a bare one beside `currency`. */
export function moneyIn(data: Data, ...names: string[]): Money | undefined {
  return firstOf(names, (name) => {
    const value = fieldIn(data, name);
    return parseMoney(value) ?? moneyFrom(value, fieldIn(data, `${name}Minor`), fieldIn(data, "currency"));
  });
}

/** The first of the named instants. */
export function instantIn(data: Data, ...names: string[]): Date | undefined {
  return firstOf(names, (name) => parseInstant(fieldIn(data, name)));
}

/** The first of the named days or instants, unread: `formatDay` knows what to make of it. */
export function dayIn(data: Data, ...names: string[]): unknown {
  return firstOf(names, (name) => fieldIn(data, name) ?? undefined);
}

/** The first of the named whole numbers from zero up. */
export function countIn(data: Data, ...names: string[]): number | undefined {
  return firstOf(names, (name) => {
    const value = fieldIn(data, name);
    const count = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
    return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
  });
}

/** The first of the named addresses that may be linked. */
export function urlIn(data: Data, ...names: string[]): string | undefined {
  return firstOf(names, (name) => linkableUrl(fieldIn(data, name)));
}
