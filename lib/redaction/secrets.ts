import { localMoney } from "@/lib/messages/locale";
import { masked } from "@/lib/messages/masked";
import { moneyFrom, parseMoney } from "@/lib/messages/money";
import { singleLine } from "@/lib/messages/plain";

/** Shorter values would be found in half of all words; they are redacted at their own place only. */
const shortest = 4;

/** Comparisons in one text before all of it is masked: a text made to be slow is not worth reading. */
const patience = 500_000;

const clean = (text: string) => singleLine(text, Number.POSITIVE_INFINITY);
const folded = (text: string) => {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
};

/** The values that a destination may not see, each with what stands for it, found fast in any text. */
export type Secrets = {
  add: (raw: string, shown: string) => void;
  /** A redacted value of whatever kind, with everything in it. */
  addValue: (value: unknown, currency: unknown, shownOf: (text: string) => string) => void;
  /** The text with every such value replaced; the text itself when it has none. */
  scrub: (text: string) => string;
  isIn: (text: string) => boolean;
};

type Entry = { raw: string; shown: string; isNumeric: boolean };

const digit = /\d/;

function stands({ raw, isNumeric }: Entry, text: string, at: number): boolean {
  if (!text.startsWith(raw, at)) return false;
  if (!isNumeric) return true;
  // 1299 is not in 51299, nor in 1.1299.
  const before = text.charAt(at - 1);
  return !digit.test(before) && !digit.test(text.charAt(at + raw.length));
}

/** The values by their first characters, so that a text is looked through once, however many there are. */
type Index = { byStart: Map<string, Bucket>; known: Set<string> };
type Bucket = { entries: Entry[]; isSorted: boolean };

function put({ byStart, known }: Index, given: string, shown: string): void {
  const raw = folded(clean(given));
  if (raw.length < shortest || known.has(raw) || raw.includes(masked)) return;
  known.add(raw);
  const start = raw.slice(0, shortest);
  const entries = byStart.get(start)?.entries ?? [];
  entries.push({ raw, shown, isNumeric: digit.test(raw.charAt(0)) && digit.test(raw.slice(-1)) });
  byStart.set(start, { entries, isSorted: false });
}

/** The values that begin so, the longest first: what is whole goes before what is a part of it. */
function startingWith({ byStart }: Index, start: string): readonly Entry[] | undefined {
  const bucket = byStart.get(start);
  if (bucket && !bucket.isSorted) {
    bucket.entries.sort((left, right) => right.raw.length - left.raw.length);
    bucket.isSorted = true;
  }
  return bucket?.entries;
}

/** Where values stand in a text, in order, none within another. Undefined when it took too long. */
function placesIn(index: Index, text: string): { at: number; entry: Entry }[] | undefined {
  const places: { at: number; entry: Entry }[] = [];
  let spent = 0;
  for (let at = 0; at + shortest <= text.length; at++) {
    const entries = startingWith(index, text.slice(at, at + shortest));
    if (!entries) continue;
    spent += entries.length;
    if (spent > patience) return undefined;
    const entry = entries.find((candidate) => stands(candidate, text, at));
    if (!entry) continue;
    places.push({ at, entry });
    at += entry.raw.length - 1;
  }
  return places;
}

function scrubbed(index: Index, text: string): string {
  if (index.known.size === 0 || text.length < shortest) return text;
  const line = clean(text);
  const places = placesIn(index, folded(line));
  if (places === undefined) return masked;
  if (places.length === 0) return text;
  let result = "";
  let from = 0;
  for (const { at, entry } of places) {
    result += line.slice(from, at) + entry.shown;
    from = at + entry.raw.length;
  }
  result += line.slice(from);
  // A mask may end in what another value is (••••4242): then only the plain mask is safe.
  const isClean = placesIn(index, folded(clean(result)))?.length === 0;
  return `${/^\s/.test(text) ? " " : ""}${isClean ? result : masked}${/\s$/.test(text) ? " " : ""}`;
}

/** Every way in which an amount is written: as it was sent, and as messages write it. */
function writtenAmounts(value: unknown, currency: unknown, locale: string): string[] {
  const money = parseMoney(value) ?? moneyFrom(value, undefined, currency);
  if (!money) return [];
  const written = (["full", "short"] as const).flatMap((style) =>
    ["en-US", locale].map((each) => localMoney(money, each, style)),
  );
  return [...written, ...written.map((text) => text.replace(/^\D+|\D+$/gu, "")), money.amount];
}

/** Collects redacted values and finds them. `locale`: how the project's messages write amounts. */
export function collectSecrets(locale: string): Secrets {
  const index: Index = { byStart: new Map(), known: new Set() };
  const add = (raw: string, shown: string) => put(index, raw, shown);
  const scrub = (text: string) => scrubbed(index, text);

  function addValue(value: unknown, currency: unknown, shownOf: (text: string) => string): void {
    for (const written of writtenAmounts(value, currency, locale)) add(written, masked);
    if (typeof value === "string") add(value, shownOf(value));
    else if (typeof value === "number") add(String(value), masked);
    else if (typeof value === "object" && value !== null) {
      for (const inner of Object.values(value)) addValue(inner, undefined, shownOf);
    }
  }

  return { add, addValue, scrub, isIn: (text) => scrub(text) !== text };
}
