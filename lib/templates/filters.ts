import { parseInstant } from "@/lib/messages/format";
import {
  instantShapes,
  isInstantShape,
  isSingular,
  localInstant,
  localNumber,
  localPercent,
} from "@/lib/messages/locale";
import { masked } from "@/lib/messages/masked";
import { moneyFrom, parseMoney } from "@/lib/messages/money";
import { cut } from "@/lib/messages/plain";
import type { Format } from "./run";
import { isBlank, type JsonText, jsonText, numberOf, shownText } from "./values";

/** What a filter is given besides its value. `fail` ends the rendering with a fault at the filter. */
export type Tools = { format: Format; fail: (words: string) => never };

type Filter = {
  /** How many arguments it may and must have. */
  least: number;
  most: number;
  /** What it does, for the editor. */
  about: string;
  apply: (value: unknown, given: readonly unknown[], tools: Tools) => unknown;
};

const textOf = (value: unknown, { format }: Tools) => shownText(value, format.money);

/** A filter of texts; what is not there stays so, for `default` to see. */
const onText =
  (change: (text: string, given: readonly unknown[], tools: Tools) => string): Filter["apply"] =>
  (value, given, tools) =>
    isBlank(value) ? value : change(textOf(value, tools), given, tools);

function countOf(value: unknown, name: string, { fail }: Tools, fallback: number): number {
  if (value === undefined) return fallback;
  const count = numberOf(value);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0
    ? count
    : fail(`“${name}” needs a whole number from zero up.`);
}

function digitsOf(value: unknown, name: string, tools: Tools): number | undefined {
  return value === undefined ? undefined : Math.min(countOf(value, name, tools, 0), 18);
}

/** A filter of numbers. A value that is there but is none ends the rendering: half a sentence would be worse than the built-in one. */
const onNumber =
  (
    name: string,
    change: (value: number, given: readonly unknown[], tools: Tools) => unknown,
  ): Filter["apply"] =>
  (value, given, tools) => {
    if (isBlank(value) || value === masked) return value;
    const number = numberOf(value);
    return number === undefined
      ? tools.fail(`“${name}” needs a number, and this is none.`)
      : change(number, given, tools);
  };

function money(value: unknown, [currency]: readonly unknown[], tools: Tools): unknown {
  if (isBlank(value) || value === masked) return value;
  const found = parseMoney(value) ?? moneyFrom(value, undefined, currency);
  if (found) return tools.format.money(found);
  return currency === undefined
    ? tools.fail('“money” needs an amount with its currency. For a bare number, name it: | money: "USD".')
    : tools.fail("“money” needs an amount and a currency code such as USD.");
}

function date(value: unknown, [shape = "day"]: readonly unknown[], tools: Tools): unknown {
  if (isBlank(value) || value === masked) return value;
  if (shape === "iso")
    return parseInstant(value)?.toISOString() ?? tools.fail("“date” needs a day or an instant.");
  if (typeof shape !== "string" || !isInstantShape(shape))
    return tools.fail(`“date” knows ${[...instantShapes, "iso"].map((name) => `"${name}"`).join(", ")}.`);
  return localInstant(value, tools.format, shape) ?? tools.fail("“date” needs a day or an instant.");
}

function plural(value: unknown, [one, many]: readonly unknown[], tools: Tools): unknown {
  const single = textOf(one, tools);
  const several = many === undefined ? `${single}s` : textOf(many, tools);
  return isSingular(numberOf(value) ?? 0, tools.format.locale) ? single : several;
}

function round(value: number, digits: number): number {
  const rounded = Number(`${Math.round(Number(`${value}e${digits}`))}e-${digits}`);
  return Number.isFinite(rounded) ? rounded : value;
}

function sizeOf(value: unknown, tools: Tools): number {
  if (Array.isArray(value)) return value.length;
  return isBlank(value) ? 0 : textOf(value, tools).length;
}

const pick =
  (at: number): Filter["apply"] =>
  (value) =>
    Array.isArray(value) ? value.at(at) : value;

const none = { least: 0, most: 0 } as const;
const oneOrNone = { least: 0, most: 1 } as const;

/** Longest JSON that one value becomes. */
const maxJson = 128 * 1024;

/** A value as JSON, quotes and all; what is not there is null. Harmless in a page as well, like everything that is sent. */
function asJson(value: unknown, { fail }: Tools): JsonText {
  const text = JSON.stringify(value ?? null).replaceAll("<", "\\u003c");
  return text.length > maxJson ? fail("“json” came out too long here.") : jsonText(text);
}

/** Every filter there is. */
export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  [
    "upcase",
    {
      ...none,
      about: "CAPITALS",
      apply: onText((text, _, { format }) => text.toLocaleUpperCase(format.locale)),
    },
  ],
  [
    "downcase",
    {
      ...none,
      about: "small letters",
      apply: onText((text, _, { format }) => text.toLocaleLowerCase(format.locale)),
    },
  ],
  [
    "capitalize",
    {
      ...none,
      about: "First letter large",
      apply: onText((text) => text.charAt(0).toUpperCase() + text.slice(1)),
    },
  ],
  [
    "truncate",
    {
      ...oneOrNone,
      about: "at most so many characters: truncate: 40",
      apply: onText((text, [limit], tools) => cut(text, Math.max(1, countOf(limit, "truncate", tools, 50)))),
    },
  ],
  [
    "default",
    {
      least: 1,
      most: 1,
      about: 'what to say when it is missing: default: "unknown"',
      apply: (value, [fallback]) => (isBlank(value) || value === false ? fallback : value),
    },
  ],
  ["date", { ...oneOrNone, about: 'a day: date, date: "full", "time", "datetime" or "iso"', apply: date }],
  ["money", { ...oneOrNone, about: 'an amount: money, or money: "USD" for a bare number', apply: money }],
  [
    "number",
    {
      ...oneOrNone,
      about: "a number with separators: number, number: 2",
      apply: onNumber("number", (value, [digits], tools) =>
        localNumber(value, tools.format.locale, digitsOf(digits, "number", tools)),
      ),
    },
  ],
  [
    "percent",
    {
      ...none,
      about: "a share as percent: 0.235 is 23.5 %",
      apply: onNumber("percent", (value, _, { format }) => localPercent(value, format.locale)),
    },
  ],
  ["plural", { least: 1, most: 2, about: 'the word for a count: plural: "seat", "seats"', apply: plural }],
  [
    "join",
    {
      ...oneOrNone,
      about: 'a list as text: join: ", "',
      apply: (value, [separator = ", "], tools) =>
        Array.isArray(value)
          ? value
              .slice(0, 1_000)
              .map((item: unknown) => textOf(item, tools))
              .join(textOf(separator, tools).slice(0, 100))
          : value,
    },
  ],
  [
    "json",
    {
      ...none,
      about: "any value as JSON, with its quotes",
      apply: (value, _, tools) => asJson(value, tools),
    },
  ],
  ["first", { ...none, about: "the first of a list", apply: pick(0) }],
  ["last", { ...none, about: "the last of a list", apply: pick(-1) }],
  [
    "size",
    { ...none, about: "how many items or characters", apply: (value, _, tools) => sizeOf(value, tools) },
  ],
  [
    "round",
    {
      ...oneOrNone,
      about: "a rounded number: round, round: 1",
      apply: onNumber("round", (value, [digits], tools) =>
        round(value, digitsOf(digits, "round", tools) ?? 0),
      ),
    },
  ],
]);
