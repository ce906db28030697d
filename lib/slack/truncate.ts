const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const token = /<[^<>]*>|&(?:amp|lt|gt);/g;

/** Where the token begins that the position falls into; the position itself when it falls into none. */
function outsideToken(text: string, position: number): number {
  for (const match of text.matchAll(token)) {
    if (match.index >= position) break;
    if (match.index + match[0].length > position) return match.index;
  }
  return position;
}

/**
 * Shortens escaped Slack text to at most `limit` UTF-16 units, ellipsis included. It never cuts a character as a reader
 * sees it, an entity such as `&amp;`, or a token such as `<url|label>`.
 */
export function truncateMarkup(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return "";
  const boundary = graphemes.segment(text).containing(limit - 1)?.index ?? 0;
  return `${text.slice(0, outsideToken(text, boundary)).trimEnd()}…`;
}
