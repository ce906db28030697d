import { conditionOf, type Expression, expectEnd, operandOf, type Reader, readerOf } from "./expression";
import { type Position, positionOf, TemplateFault } from "./fault";
import { templateLimits } from "./limits";
import { type Budget, type Format, freshBudget, type Roots, type Run, startRun } from "./run";
import { type Piece, scan } from "./scan";
import { isJsonText, shownText } from "./values";

type Step = (run: Run) => void;

/** A template that has been read: renders as often as is wanted. @throws TemplateFault when it cannot be. */
export type Template = (roots: Roots, format: Format, budget?: Budget) => string;

const endings: Readonly<Record<string, readonly string[]>> = {
  if: ["elsif", "else", "endif"],
  unless: ["elsif", "else", "endunless"],
  for: ["else", "endfor"],
};

type Tag = { word: string; reader: Reader; at: Position };

/** What a value becomes on its way out; `isFirst` when nothing stands before it. What the filter `json` made is not asked about. */
export type Encode = (text: string, isFirst: boolean) => string;

/** A template that is being read, piece by piece; knows which names mean something where it stands. */
type Parser = {
  source: string;
  pieces: readonly Piece[];
  next: number;
  depth: number;
  /** Names that loops have given. */
  local: string[];
  isKnown: (name: string) => boolean;
  encode: Encode;
  /** Whether JSON stands in it as it is. */
  takesJson: boolean;
};

function parserOf(source: string, roots: ReadonlySet<string>, encode: Encode): Parser {
  const local: string[] = [];
  const isKnown = (name: string) => roots.has(name) || local.includes(name);
  const takesJson = encode !== inAddress;
  return { source, pieces: scan(source), next: 0, depth: 0, local, isKnown, encode, takesJson };
}

const inTurn = (steps: readonly Step[]): Step => {
  return (run) => {
    for (const step of steps) step(run);
  };
};

/** Steps up to one of the tags that may end them; to the end of the template when none may. */
function stepsOf(parser: Parser, endedBy: readonly string[], opened?: Tag): { body: Step; end?: Tag } {
  const found: Step[] = [];
  for (let piece = parser.pieces[parser.next++]; piece; piece = parser.pieces[parser.next++]) {
    if (piece.kind !== "tag") {
      found.push(piece.kind === "text" ? textStep(parser, piece) : outputStep(parser, piece));
      continue;
    }
    const tag = tagOf(parser, piece);
    if (endedBy.includes(tag.word)) return { body: inTurn(found), end: tag };
    found.push(blockStep(parser, tag, opened));
  }
  if (!opened) return { body: inTurn(found) };
  const words = `“${opened.word}” is never closed. Write {% end${opened.word} %} where it ends.`;
  throw new TemplateFault(words, opened.at);
}

function tagOf({ source }: Parser, piece: Piece & { kind: "tag" }): Tag {
  const reader = readerOf(source, piece.code, piece.at);
  const at = reader.here();
  const token = reader.next();
  return { word: token?.kind === "name" ? token.text : "", reader, at };
}

function textStep({ source }: Parser, { text, at }: Piece & { kind: "text" }): Step {
  const place = positionOf(source, at);
  return (run) => run.write(text, place);
}

function outputStep(
  { source, isKnown, encode, takesJson }: Parser,
  { code, at }: Piece & { kind: "output" },
): Step {
  const reader = readerOf(source, code, at);
  const place = reader.here();
  const value = operandOf(reader, isKnown);
  expectEnd(reader);
  return (run) => {
    const given = value(run);
    const isJson = isJsonText(given);
    const text = isJson ? given.json : shownText(given, run.format.money);
    run.write(isJson && takesJson ? text : encode(text, run.isEmpty()), place);
  };
}

function blockStep(parser: Parser, tag: Tag, opened: Tag | undefined): Step {
  const { word, at } = tag;
  if (++parser.depth > templateLimits.nesting)
    throw new TemplateFault(`Blocks may lie ${templateLimits.nesting} deep at most.`, at);
  const read = word === "for" ? forStep : word === "if" || word === "unless" ? ifStep : undefined;
  const step = read?.(parser, tag);
  parser.depth--;
  if (step) return step;
  const hint = opened ? `Inside “${opened.word}” there may be ${endings[opened.word]?.join(", ")}.` : "";
  const words = `“${word || "{%"}” is no tag here. There are if, unless and for. ${hint}`.trim();
  throw new TemplateFault(words, at);
}

function ifStep(parser: Parser, tag: Tag): Step {
  const branches: { holds: Expression; body: Step }[] = [];
  const asked = conditionOf(tag.reader, parser.isKnown);
  expectEnd(tag.reader);
  let holds: Expression = tag.word === "unless" ? (run) => !asked(run) : asked;
  let ends = endings[tag.word] ?? [];
  for (;;) {
    const { body, end } = stepsOf(parser, ends, tag);
    branches.push({ holds, body });
    if (end?.word === "elsif") holds = conditionOf(end.reader, parser.isKnown);
    else if (end?.word === "else") {
      holds = () => true;
      ends = ends.slice(-1);
    }
    if (end) expectEnd(end.reader);
    if (end?.word !== "elsif" && end?.word !== "else") break;
  }
  return (run) => {
    run.spend(0, tag.at);
    branches.find((branch) => branch.holds(run))?.body(run);
  };
}

function forStep(parser: Parser, tag: Tag): Step {
  const { name, list, limit } = loopOf(tag, parser.isKnown);
  parser.local.push(name, "forloop");
  const { body, end } = stepsOf(parser, endings.for ?? [], tag);
  parser.local.splice(-2);
  if (end) expectEnd(end.reader);
  const otherwise = end?.word === "else" ? stepsOf(parser, ["endfor"], tag) : undefined;
  if (otherwise?.end) expectEnd(otherwise.end.reader);
  return (run) => {
    const value = list(run);
    const items: unknown[] = Array.isArray(value) ? value.slice(0, limit) : [];
    run.spend(0, tag.at);
    if (items.length === 0) otherwise?.body(run);
    for (const [at, item] of items.entries()) {
      run.loop(tag.at);
      const forloop = placeOf(at, items.length);
      run.within(
        new Map<string, unknown>([
          [name, item],
          ["forloop", forloop],
        ]),
        () => body(run),
      );
    }
  };
}

/** What a loop knows of itself: `forloop.index` counts from one. */
const placeOf = (at: number, length: number) => ({
  index: at + 1,
  first: at === 0,
  last: at === length - 1,
  length,
});

function loopOf({ reader }: Tag, isKnown: (name: string) => boolean) {
  const name = reader.next();
  if (name?.kind !== "name" || reader.isName(name.text))
    return reader.fail("Write a loop as {% for line in data.lines limit: 5 %}.", name);
  const word = reader.next();
  if (word?.text !== "in") return reader.fail("“in” is missing, as in {% for line in data.lines %}.", word);
  const list = operandOf(reader, isKnown);
  const limit = limitOf(reader);
  expectEnd(reader);
  return { name: name.text, list, limit };
}

function limitOf(reader: Reader): number {
  if (reader.peek()?.text !== "limit") return templateLimits.loopSteps + 1;
  reader.next();
  const colon = reader.next();
  const count = colon?.text === ":" ? reader.next() : undefined;
  if (count?.kind !== "number" || !/^\d{1,6}$/.test(count.text))
    return reader.fail("“limit” needs a whole number, as in limit: 5.", count ?? colon);
  return Math.min(Number(count.text), templateLimits.loopSteps + 1);
}

/** For addresses: a value may be one as a whole, or stand in one, where none of its characters may mean anything. */
export const inAddress: Encode = (text, isFirst) =>
  isFirst ? text.trim() : encodeURIComponent(text.toWellFormed());

/**
 * Reads a template. What it yields is plain text, never markup: whoever puts it somewhere escapes it there.
 * @param roots the names that it may start a path with.
 * @throws TemplateFault when it cannot be read, with the place.
 */
export function compileTemplate(
  source: string,
  roots: ReadonlySet<string>,
  encode: Encode = (text) => text,
): Template {
  if (source.length > templateLimits.source) {
    const words = `A template may have ${templateLimits.source.toLocaleString("en-US")} characters at most.`;
    throw new TemplateFault(words, { line: 1, column: 1 });
  }
  const { body } = stepsOf(parserOf(source, roots, encode), []);
  return (given, format, budget = freshBudget()) => {
    const { run, written } = startRun(given, format, budget);
    body(run);
    return written();
  };
}
