/** A lexical token of an expression, with its offset for error messages. */
export type Token =
  | { kind: "text"; value: string; at: number }
  | { kind: "number"; value: number; at: number }
  | { kind: "name"; value: string; at: number }
  | { kind: "mark"; value: string; at: number }
  | { kind: "end"; at: number };

const MARKS = ["==", "!=", "<=", ">=", "&&", "||", ..."<>!+-*/%?:().[]"];
const ESCAPES: Record<string, string> = {
  n: "\n",
  r: "\r",
  t: "\t",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "`": "`",
};
const NUMBER = /(?:\d+\.\d+|\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * Splits an expression into tokens, the end token last.
 * @throws SyntaxError at a character or escape that the subset does not have.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const token = readToken(source, at, char);
    tokens.push(token.token);
    at = token.next;
  }
  tokens.push({ kind: "end", at });
  return tokens;
}

function readToken(source: string, at: number, char: string): { token: Token; next: number } {
  if (char === "'" || char === '"') return readText(source, at, char);
  const number = match(NUMBER, source, at);
  if (number !== null) {
    return { token: { kind: "number", value: Number(number), at }, next: at + number.length };
  }
  const name = match(NAME, source, at);
  if (name !== null) return { token: { kind: "name", value: name, at }, next: at + name.length };
  const mark = MARKS.find((candidate) => source.startsWith(candidate, at));
  if (mark === undefined) throw new SyntaxError(`unexpected ${JSON.stringify(char)} at ${at} in: ${source}`);
  return { token: { kind: "mark", value: mark, at }, next: at + mark.length };
}

function match(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

function readText(source: string, start: number, quote: string): { token: Token; next: number } {
  let value = "";
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === quote) return { token: { kind: "text", value, at: start }, next: at + 1 };
    if (char !== "\\") {
      value += char;
      continue;
    }
    at += 1;
    const escaped = ESCAPES[source.charAt(at)];
    if (escaped === undefined) throw new SyntaxError(`unknown escape at ${at} in: ${source}`);
    value += escaped;
  }
  throw new SyntaxError(`unterminated text at ${start} in: ${source}`);
}
