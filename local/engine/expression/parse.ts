import { type Token, tokenize } from "./tokens";

/** The expression tree. `path` starts at `event` or `async`. */
export type Node =
  | { kind: "literal"; value: string | number | boolean | null }
  | { kind: "path"; root: "event" | "async"; steps: (string | number)[] }
  | { kind: "unary"; op: "!" | "-"; operand: Node }
  | { kind: "binary"; op: BinaryOp; left: Node; right: Node }
  | { kind: "choice"; test: Node; yes: Node; no: Node };

export type BinaryOp = "||" | "&&" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*" | "/" | "%";

const LEVELS: readonly (readonly BinaryOp[])[] = [
  ["||"],
  ["&&"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };
const DEPTH = 64;

/**
 * Parses the subset of CEL that every Inngest server reads the same way: paths under `event` and `async`,
 * literals, comparisons, boolean and arithmetic operators, `? :` and parentheses.
 * @throws SyntaxError for anything else: function calls and macros among them.
 */
export function parse(source: string): Node {
  const tokens = tokenize(source);
  let at = 0;
  let depth = 0;

  const peek = (): Token => tokens[at] ?? { kind: "end", at: source.length };
  const fail = (what: string): never => {
    throw new SyntaxError(`${what} at ${peek().at} in: ${source}`);
  };
  const take = (mark: string): boolean => {
    const token = peek();
    if (token.kind !== "mark" || token.value !== mark) return false;
    at += 1;
    return true;
  };
  const expect = (mark: string): void => {
    if (!take(mark)) fail(`expected "${mark}"`);
  };

  function choice(): Node {
    depth += 1;
    if (depth > DEPTH) fail("nested too deep");
    const test = binary(0);
    if (!take("?")) {
      depth -= 1;
      return test;
    }
    const yes = choice();
    expect(":");
    const no = choice();
    depth -= 1;
    return { kind: "choice", test, yes, no };
  }

  function binary(level: number): Node {
    const ops = LEVELS[level];
    if (ops === undefined) return unary();
    let left = binary(level + 1);
    for (;;) {
      const op = ops.find((candidate) => take(candidate));
      if (op === undefined) return left;
      left = { kind: "binary", op, left, right: binary(level + 1) };
    }
  }

  function unary(): Node {
    let negations = 0;
    const marks: ("!" | "-")[] = [];
    for (;;) {
      const mark = take("!") ? "!" : take("-") ? "-" : null;
      if (mark === null) break;
      marks.push(mark);
      negations += 1;
      if (negations > DEPTH) fail("nested too deep");
    }
    return marks.reduceRight<Node>((operand, op) => ({ kind: "unary", op, operand }), primary());
  }

  function primary(): Node {
    if (take("(")) {
      const inside = choice();
      expect(")");
      return inside;
    }
    const token = peek();
    at += 1;
    if (token.kind === "text" || token.kind === "number") return { kind: "literal", value: token.value };
    if (token.kind !== "name") {
      at -= 1;
      return fail("expected a value");
    }
    const word = WORDS[token.value];
    if (word !== undefined) return { kind: "literal", value: word };
    if (token.value !== "event" && token.value !== "async") {
      at -= 1;
      return fail(`"${token.value}" is not known: only event and async are`);
    }
    return { kind: "path", root: token.value, steps: pathSteps() };
  }

  function pathSteps(): (string | number)[] {
    const steps: (string | number)[] = [];
    for (;;) {
      if (take(".")) {
        const token = peek();
        if (token.kind !== "name") return fail("expected a field name");
        steps.push(token.value);
        at += 1;
      } else if (take("[")) {
        const token = peek();
        if (token.kind !== "text" && token.kind !== "number") return fail("expected a literal index");
        steps.push(token.value);
        at += 1;
        expect("]");
      } else {
        const token = peek();
        if (token.kind === "mark" && token.value === "(") return fail("function calls are not supported");
        return steps;
      }
    }
  }

  const tree = choice();
  if (peek().kind !== "end") fail("unexpected text");
  return tree;
}
