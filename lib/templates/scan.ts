import { positionOf, TemplateFault } from "./fault";

/** `at` is the offset of the piece's first character: of the text, or of the code between the braces. */
export type Piece =
  | { kind: "text"; text: string; at: number }
  | { kind: "output"; code: string; at: number }
  | { kind: "tag"; code: string; at: number };

type Code = { end: number; codeEnd: number };

/** Finds the closing braces; those in a quoted text do not close anything. */
function closingOf(source: string, from: number, closing: string): Code | undefined {
  let quote = "";
  for (let at = from; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (source.startsWith(closing, at)) return { codeEnd: at, end: at + closing.length };
  }
  return undefined;
}

const opening = /\{\{|\{%/g;

/**
 * Splits a template into its texts, outputs `{{ … }}` and tags `{% … %}`. A hyphen inside the braces (`{{-`, `-%}`) takes
 * the white space away on that side.
 * @throws TemplateFault for braces that are not closed.
 */
export function scan(source: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let isTrimming = false;
  const addText = (end: number, trimEnd: boolean) => {
    const raw = source.slice(from, end);
    const started = isTrimming ? raw.trimStart() : raw;
    const text = trimEnd ? started.trimEnd() : started;
    if (text !== "") pieces.push({ kind: "text", text, at: from });
  };
  opening.lastIndex = 0;
  for (let found = opening.exec(source); found; found = opening.exec(source)) {
    const isOutput = found[0] === "{{";
    const closing = isOutput ? "}}" : "%}";
    const trimsBefore = source.charAt(found.index + 2) === "-";
    const at = found.index + (trimsBefore ? 3 : 2);
    const code = closingOf(source, at, closing);
    if (!code) {
      const words = `“${found[0]}” is never closed. Write “${closing}” where it ends.`;
      throw new TemplateFault(words, positionOf(source, found.index));
    }
    addText(found.index, trimsBefore);
    isTrimming = code.codeEnd > at && source.charAt(code.codeEnd - 1) === "-";
    const end = isTrimming ? code.codeEnd - 1 : code.codeEnd;
    pieces.push({ kind: isOutput ? "output" : "tag", code: source.slice(at, end), at });
    from = code.end;
    opening.lastIndex = from;
  }
  addText(source.length, false);
  return pieces;
}
