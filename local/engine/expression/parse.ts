import { type Token, tokenize } from "./tokens";

/** The expression tree. `path` starts at `event` or `async`. */
export type Node =
  | { kind: "literal"; value: string | number | boolean | null }
  | { kind: "path"; root: "event" | "async"; steps: (string | number)[] }
  | { kind: "unary"; op: "!" | "-"; operand: Node }
  | { kind: "binary"; op: BinaryOp; left: Node; right: Node }
  | { kind: "choice"; test: Node; yes: Node; no: Node };

export type BinaryOp = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

type Cursor = { source: string; tokens: Token[]; at: number; depth: number };

const LEVELS: readonly (readonly BinaryOp[])[] = [
  ["||"],
  ["&&"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };
const DEEPEST = 64;

/**
 * Parses the subset of CEL that every Inngest server reads the same way: paths under `event` and `async`,
 * literals, comparisons, boolean and arithmetic operators, `? :` and parentheses.
 * @throws SyntaxError for anything else: function calls and macros among them.
 */
export function parse(source: string): Node {
  const cursor = { source, tokens: tokenize(source), at: 0, depth: 0 };
  const tree = choice(cursor);
  if (peek(cursor).kind !== "end") fail(cursor, "unexpected text");
  return tree;
}

function choice(cursor: Cursor): Node {
  return deeper(cursor, () => {
    const test = binary(cursor, 0);
    if (!take(cursor, "?")) return test;
    const yes = choice(cursor);
    expect(cursor, ":");
    return { kind: "choice", test, yes, no: choice(cursor) };
  });
}

function binary(cursor: Cursor, level: number): Node {
  const ops = LEVELS[level];
  if (ops === undefined) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    const op = ops.find((candidate) => take(cursor, candidate));
    if (op === undefined) return left;
    left = { kind: "binary", op, left, right: binary(cursor, level + 1) };
  }
}

function unary(cursor: Cursor): Node {
  const op = take(cursor, "!") ? "!" : take(cursor, "-") ? "-" : null;
  if (op === null) return primary(cursor);
  return deeper(cursor, () => ({ kind: "unary", op, operand: unary(cursor) }));
}

function primary(cursor: Cursor): Node {
  if (take(cursor, "(")) {
    const inside = choice(cursor);
    expect(cursor, ")");
    return inside;
  }
  const token = peek(cursor);
  if (token.kind === "end" || token.kind === "mark") return fail(cursor, "expected a value");
  if (token.kind === "name" && !(token.value in WORDS)) return path(cursor, token.value);
  cursor.at += 1;
  return { kind: "literal", value: token.kind === "name" ? (WORDS[token.value] ?? null) : token.value };
}

function path(cursor: Cursor, root: string): Node {
  if (root !== "event" && root !== "async") {
    return fail(cursor, `"${root}" is not known: only event and async are`);
  }
  cursor.at += 1;
  const steps: (string | number)[] = [];
  for (let step = nextStep(cursor); step !== null; step = nextStep(cursor)) steps.push(step);
  return { kind: "path", root, steps };
}

function nextStep(cursor: Cursor): string | number | null {
  if (take(cursor, ".")) {
    const token = peek(cursor);
    if (token.kind !== "name") return fail(cursor, "expected a field name");
    cursor.at += 1;
    return token.value;
  }
  if (take(cursor, "[")) {
    const token = peek(cursor);
    if (token.kind !== "text" && token.kind !== "number") return fail(cursor, "expected a literal index");
    cursor.at += 1;
    expect(cursor, "]");
    return token.value;
  }
  const token = peek(cursor);
  if (token.kind === "mark" && token.value === "(") return fail(cursor, "function calls are not supported");
  return null;
}

function peek(cursor: Cursor): Token {
  return cursor.tokens[cursor.at] ?? { kind: "end", at: cursor.source.length };
}

function take(cursor: Cursor, mark: string): boolean {
  const token = peek(cursor);
  if (token.kind !== "mark" || token.value !== mark) return false;
  cursor.at += 1;
  return true;
}

function expect(cursor: Cursor, mark: string): void {
  if (!take(cursor, mark)) fail(cursor, `expected "${mark}"`);
}

// Expressions come with the app's functions; a bound keeps a nonsensical one from exhausting the stack.
function deeper(cursor: Cursor, inside: () => Node): Node {
  cursor.depth += 1;
  if (cursor.depth > DEEPEST) fail(cursor, "nested too deep");
  const node = inside();
  cursor.depth -= 1;
  return node;
}

function fail(cursor: Cursor, problem: string): never {
  throw new SyntaxError(`${problem} at ${peek(cursor).at} in: ${cursor.source}`);
}
