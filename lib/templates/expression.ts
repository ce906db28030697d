import { type Position, positionOf, TemplateFault } from "./fault";
import { filters, type Tools } from "./filters";
import { templateLimits } from "./limits";
import type { Run } from "./run";
import { type Token, tokensOf } from "./tokens";
import { compare, isBlank, isComparison, isTruthy, own, shownText } from "./values";

/** Something that has a value once it is rendered. */
export type Expression = (run: Run) => unknown;

/** Reads the code of one pair of braces from left to right. */
export type Reader = {
  peek: () => Token | undefined;
  next: () => Token | undefined;
  /** Where the reader stands, for errors. */
  here: () => Position;
  fail: (words: string, at?: Token) => never;
  isName: (name: string) => boolean;
};

/** Starts reading a piece of code. @throws TemplateFault for what is no word of the language. */
export function readerOf(source: string, code: string, at: number): Reader {
  const tokens = tokensOf(source, code, at);
  let position = 0;
  const offset = (token = tokens[position]) => token?.at ?? at + code.trimEnd().length;
  return {
    peek: () => tokens[position],
    next: () => tokens[position++],
    here: () => positionOf(source, offset()),
    fail: (words, token) => {
      throw new TemplateFault(words, positionOf(source, offset(token)));
    },
    isName: (name) => names.has(name),
  };
}

const literals: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["nil", null],
  ["null", null],
]);

const names: ReadonlySet<string> = new Set([...literals.keys(), "and", "or", "contains", "in", "limit"]);

const unquoted = (text: string) => text.slice(1, -1);

function nameOfPart(reader: Reader): string {
  const token = reader.next();
  if (token?.kind === "name" || (token?.kind === "number" && /^\d+$/.test(token.text))) return token.text;
  return reader.fail("A name is missing after the dot, as in data.plan.", token);
}

function nameInBrackets(reader: Reader): string {
  const token = reader.next();
  const isGood = token?.kind === "string" || (token?.kind === "number" && /^\d+$/.test(token.text));
  if (!token || !isGood)
    return reader.fail('Write a number or a name in quotes in the brackets: data["my key"].', token);
  if (reader.next()?.text !== "]") return reader.fail("The bracket is never closed.", token);
  return token.kind === "string" ? unquoted(token.text) : token.text;
}

function pathOf(root: Token, reader: Reader, isKnown: (name: string) => boolean): Expression {
  const parts: string[] = [];
  for (let token = reader.peek(); token?.text === "." || token?.text === "["; token = reader.peek()) {
    reader.next();
    parts.push(token.text === "." ? nameOfPart(reader) : nameInBrackets(reader));
    if (parts.length > templateLimits.pathParts)
      reader.fail(`A path may have ${templateLimits.pathParts} parts at most.`, root);
  }
  if (!isKnown(root.text))
    reader.fail(
      `There is no “${root.text}”. Start with data, customer, event or project, as in data.${root.text}.`,
      root,
    );
  return (run) => parts.reduce<unknown>(own, run.read(root.text));
}

type Known = (name: string) => boolean;

function primary(reader: Reader, isKnown: Known): Expression {
  const token = reader.next();
  if (!token) return reader.fail("A value is missing here.");
  if (token.kind === "string") return () => unquoted(token.text);
  if (token.kind === "number") return () => Number(token.text);
  if (token.kind !== "name") return reader.fail(`A value is missing before “${token.text}”.`, token);
  if (literals.has(token.text)) return () => literals.get(token.text);
  return pathOf(token, reader, isKnown);
}

function argumentsOf(reader: Reader, isKnown: Known): Expression[] {
  const given: Expression[] = [];
  if (reader.peek()?.text !== ":") return given;
  do {
    reader.next();
    given.push(primary(reader, isKnown));
  } while (reader.peek()?.text === ",");
  return given;
}

function countOf(least: number, most: number): string {
  if (most === 0) return "no value";
  if (least === most) return least === 1 ? "one value" : `${least} values`;
  return least === 0 ? "one value or none" : `${least} or ${most} values`;
}

function filtered(inner: Expression, reader: Reader, isKnown: Known): Expression {
  reader.next();
  const at = reader.here();
  const token = reader.next();
  const filter = token?.kind === "name" ? filters.get(token.text) : undefined;
  if (!token || !filter)
    return reader.fail(
      `There is no filter “${token?.text ?? ""}”. There are ${[...filters.keys()].join(", ")}.`,
      token,
    );
  const given = argumentsOf(reader, isKnown);
  if (given.length < filter.least || given.length > filter.most)
    return reader.fail(`“${token.text}” takes ${countOf(filter.least, filter.most)} after the colon.`, token);
  const fail = (words: string): never => {
    throw new TemplateFault(words, at);
  };
  return (run) => {
    const value = inner(run);
    run.spend(weightOf(value), at);
    const tools: Tools = { format: run.format, fail };
    const result = filter.apply(
      value,
      given.map((argument) => argument(run)),
      tools,
    );
    run.spend(weightOf(result), at);
    return result;
  };
}

/** How much there is to look at. */
const weightOf = (value: unknown) =>
  typeof value === "string" ? value.length : Array.isArray(value) ? Math.min(value.length, 1_000) * 100 : 0;

/** A value with its filters: `data.amount | money`. */
export function operandOf(reader: Reader, isKnown: Known): Expression {
  let expression = primary(reader, isKnown);
  while (reader.peek()?.text === "|") expression = filtered(expression, reader, isKnown);
  return expression;
}

function contains(whole: unknown, part: unknown): boolean {
  if (Array.isArray(whole)) return whole.some((item: unknown) => compare(item, "==", part));
  return (
    typeof whole === "string" && !isBlank(part) && whole.includes(shownText(part, ({ amount }) => amount))
  );
}

function comparisonOf(reader: Reader, isKnown: Known): Expression {
  const left = operandOf(reader, isKnown);
  const token = reader.peek();
  const operator = token?.text ?? "";
  const isContains = token?.kind === "name" && operator === "contains";
  const at = reader.here();
  if (!isContains && !isComparison(operator)) {
    return (run) => {
      run.spend(0, at);
      return isTruthy(left(run));
    };
  }
  reader.next();
  const right = operandOf(reader, isKnown);
  return (run) => {
    const [first, second] = [left(run), right(run)];
    run.spend(weightOf(first) + weightOf(second), at);
    return isComparison(operator) ? compare(first, operator, second) : contains(first, second);
  };
}

function chainOf(word: "and" | "or", inner: (reader: Reader, isKnown: Known) => Expression) {
  return (reader: Reader, isKnown: Known): Expression => {
    const terms = [inner(reader, isKnown)];
    while (reader.peek()?.kind === "name" && reader.peek()?.text === word) {
      reader.next();
      terms.push(inner(reader, isKnown));
    }
    return (run) => (word === "and" ? terms.every((term) => term(run)) : terms.some((term) => term(run)));
  };
}

/** What `if` asks. `and` binds closer than `or`. */
export const conditionOf = chainOf("or", chainOf("and", comparisonOf));

/** Refuses whatever stands after the end. */
export function expectEnd(reader: Reader): void {
  const token = reader.peek();
  if (token) reader.fail(`“${token.text}” is not expected here.`, token);
}
