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

const numeral = /^-?\d{1,15}(\.\d{1,15})?$/;

/** Beyond this a double no longer holds every whole number, and no message is the better for it. */
const largest = 1e15;

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && numeral.test(value) ? Number(value) : value;
  return typeof number === "number" && Math.abs(number) < largest ? number : undefined;
}

/** The first of the named numbers. */
export function numberIn(data: Data, ...names: string[]): number | undefined {
  return firstOf(names, (name) => numberOf(fieldIn(data, name)));
}

/** The first of the named shares, 0.81 for 81 %. What lies above one must be meant in percent. */
export function shareIn(data: Data, ...names: string[]): number | undefined {
  const share = numberIn(data, ...names);
  return share !== undefined && Math.abs(share) > 1 ? share / 100 : share;
}

/** The first of the named numbers of percent, as a share: -43 is -0.43, and 0.5 is half a percent. */
export function percentIn(data: Data, ...names: string[]): number | undefined {
  const percent = numberIn(data, ...names);
  return percent === undefined ? undefined : percent / 100;
}

/** The first of the named lists of which something can be shown, each item as one clean line; a bare text is a list of one. */
export function textsIn(data: Data, ...names: string[]): string[] {
  const found = firstOf(names, (name) => {
    const value = fieldIn(data, name);
    const texts = (Array.isArray(value) ? value.slice(0, 100) : [value]).flatMap(
      (item) => asText(item) ?? [],
    );
    return texts.length > 0 ? texts : undefined;
  });
  return found ?? [];
}

/** How many items the first of the named lists has. */
export function sizeIn(data: Data, ...names: string[]): number | undefined {
  return firstOf(names, (name) => {
    const value = fieldIn(data, name);
    return Array.isArray(value) ? value.length : undefined;
  });
}

/** The first of the named series of numbers, oldest first; items may be objects with a `value`. */
export function seriesIn(data: Data, ...names: string[]): number[] | undefined {
  return firstOf(names, (name) => {
    const value = fieldIn(data, name);
    if (!Array.isArray(value)) return undefined;
    const series = value.slice(-100).flatMap((item) => {
      const inner = typeof item === "object" && item !== null ? own(item, "value") : item;
      return numberOf(inner) ?? [];
    });
    return series.length > 1 ? series : undefined;
  });
}

/** The objects of the first of the named lists, to be read like `data` itself. */
export function itemsIn(data: Data, ...names: string[]): Data[] {
  const found = firstOf(names, (name) => {
    const value = fieldIn(data, name);
    return Array.isArray(value) ? value.slice(0, 100).filter(isObject) : undefined;
  });
  return found ?? [];
}

function isObject(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of the named values that says yes or no. */
export function flagIn(data: Data, ...names: string[]): boolean | undefined {
  return firstOf(names, (name) => {
    const value = fieldIn(data, name);
    return typeof value === "boolean" ? value : undefined;
  });
}
