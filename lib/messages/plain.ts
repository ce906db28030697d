/** Marks that turn the reading direction round, and invisible separators: a name has no use for them, a forger has. */
const deceivers = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const controls = /\p{Cc}|\u2028|\u2029/gu;
const controlsButNewline = /(?!\n)\p{Cc}/gu;
const lineBreaks = /\r\n?|\u2028|\u2029/gu;
const ordinary = /^[!-~]+(?: [!-~]+)*$/;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Shortens to at most `limit` UTF-16 units, ellipsis included, between two characters as a reader sees them:
 * a flag, a family or an accented letter is kept whole or dropped.
 */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = graphemes.segment(text).containing(limit - 1)?.index ?? 0;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A value for one line: no control, direction or invisible characters, no line breaks, single spaces, at most `limit` units. */
export function singleLine(text: string, limit = 200): string {
  if (text.length <= limit && ordinary.test(text)) return text;
  const clean = text.toWellFormed().replace(controls, " ").replace(deceivers, "");
  return cut(clean.replace(/\s+/gu, " ").trim(), limit);
}

/** A value that may run over several lines, such as what somebody wrote: line breaks stay, no more than one blank line. */
export function paragraph(text: string, limit: number): string {
  const clean = text
    .toWellFormed()
    .replace(lineBreaks, "\n")
    .replace(controlsButNewline, " ")
    .replace(deceivers, "");
  return cut(clean.replace(/\n{3,}/gu, "\n\n").trim(), limit);
}
