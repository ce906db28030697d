import { positionOf, TemplateFault } from "./fault";

/** `at` is the offset in the whole template. */
export type Token = { kind: "name" | "number" | "string" | "symbol"; text: string; at: number };

const patterns = [
  ["name", /[A-Za-z_]\w*(?:-\w+)*/y],
  ["number", /-?\d{1,15}(?:\.\d{1,15})?(?![\w])/y],
  ["string", /"[^"]*"|'[^']*'/y],
  ["symbol", /==|!=|<=|>=|[<>=|:,.[\]]/y],
] as const;

const space = /\s*/y;

/** Splits the code between two braces. @throws TemplateFault for a character that has no meaning there. */
export function tokensOf(source: string, code: string, at: number): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const skip = () => {
    space.lastIndex = position;
    space.test(code);
    position = space.lastIndex;
  };
  for (skip(); position < code.length; skip()) {
    const token = tokenAt(code, position);
    if (!token) {
      const character = String.fromCodePoint(code.codePointAt(position) ?? 0);
      const isQuote = character === '"' || character === "'";
      const words = isQuote
        ? "This quoted text is never closed."
        : `“${character}” has no meaning here. Write a name such as data.plan, a number or a text in quotes.`;
      throw new TemplateFault(words, positionOf(source, at + position));
    }
    tokens.push({ ...token, at: at + position });
    position += token.text.length;
  }
  return tokens;
}

function tokenAt(code: string, position: number): Omit<Token, "at"> | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(code)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}
