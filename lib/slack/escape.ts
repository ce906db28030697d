import { singleLine } from "@/lib/messages/plain";
import { linkableUrl } from "@/lib/messages/url";

/** Breaks up what Slack would read as markup; it has no width, and data never contains it (lib/messages/plain.ts strips it). */
const zeroWidth = "\u200B";

const special = /[&<>*_~`:]/;
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

const formatting = /[*_~]+|`+/g;
const wordCharacter = /[\p{L}\p{N}]/u;
const shortcode = /(?<![\p{L}\p{N}]):(?=[\w+'-]{1,100}:)/gu;
const leadingQuote = /^(?=\s*>)/u;

/** The three characters that are control syntax in any Slack text, as entities. Nothing else is escaped, and nothing twice. */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? "");
}

/** Slack reads `*`, `_` and `~` as markup at the edge of a word only, backticks anywhere. */
function isInsideWord(text: string, at: number, run: string): boolean {
  const neighbours = [text.charAt(at - 1), text.charAt(at + run.length)];
  return !run.startsWith("`") && neighbours.every((character) => wordCharacter.test(character));
}

/**
 * A value of one line for a place where Slack reads markup: control characters gone, entities escaped, and emphasis,
 * code, quotes and emoji shortcodes made inert. Marks inside a word (`monthly_1`, `a:b`) are left alone: Slack takes
 * them as they are, and ids stay searchable.
 */
export function escapeLine(text: string): string {
  const line = singleLine(text, Number.POSITIVE_INFINITY);
  if (!special.test(line)) return line;
  const inert = line
    .replace(formatting, (run, at: number) =>
      isInsideWord(line, at, run) ? run : run.replace(/./g, `$&${zeroWidth}`),
    )
    .replace(shortcode, `:${zeroWidth}`)
    .replace(leadingQuote, zeroWidth);
  return escapeText(inert);
}

const urlEscapes: Readonly<Record<string, string>> = { "|": "%7C", "<": "%3C", ">": "%3E", " ": "%20" };

/**
 * `<url|label>`, or only the label when the address may not be linked (scheme, user name, length).
 * The address keeps no character that could end the token, the label none that could forge another.
 */
export function slackLink(address: string, label: string): string {
  const text = escapeLine(label.replace(/[|<>]/g, " "));
  const url = linkableUrl(address);
  if (url === undefined) return text;
  const target = escapeText(url.replace(/[|<> ]/g, (character) => urlEscapes[character] ?? ""));
  return text === "" ? `<${target}>` : `<${target}|${text}>`;
}

/** `<!date^…>`: an instant that each reader sees by their own clock; `fallback` stands where Slack cannot show it. */
export function slackDate(unixSeconds: number, fallback: string): string {
  const text = escapeLine(fallback.replace(/[|<>]/g, " "));
  return `<!date^${Math.trunc(unixSeconds)}^{date_short_pretty} at {time}|${text}>`;
}
