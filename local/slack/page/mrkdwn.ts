import { hyperlink, renderControl } from "@/local/slack/page/control-token";
import { renderPlain } from "@/local/slack/page/plain-text";
import type { World } from "@/local/slack/world/world";

const marks: Readonly<Record<string, string>> = { "*": "b", _: "i", "~": "s" };
const bareLink = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]'"]/;

/** Slack's `mrkdwn` as HTML. With `verbatim`, bare addresses stay plain text. */
export function renderMrkdwn(world: World, text: string, verbatim = false): string {
  const parts = text.split(/\n?```\n?([\s\S]+?)\n?```\n?/);
  return parts
    .map((part, position) => {
      if (position % 2 === 1) return `<pre>${renderPlain(part, false)}</pre>`;
      return renderLines(world, part, verbatim);
    })
    .join("");
}

function renderLines(world: World, text: string, verbatim: boolean): string {
  const html: string[] = [];
  let quoted: string[] = [];
  const endQuote = () => {
    if (quoted.length > 0) html.push(`<blockquote>${quoted.join("\n")}</blockquote>`);
    quoted = [];
  };
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quote !== null) quoted.push(renderInline(world, quote[1] ?? "", verbatim));
    else {
      const afterQuote = quoted.length > 0;
      endQuote();
      html.push((html.length > 0 && !afterQuote ? "\n" : "") + renderInline(world, line, verbatim));
    }
  }
  endQuote();
  return html.join("");
}

/** One line, without quotes and code blocks. */
export function renderInline(world: World, line: string, verbatim: boolean): string {
  let html = "";
  let plain = "";
  const flush = () => {
    html += renderPlain(plain);
    plain = "";
  };
  for (let at = 0; at < line.length; ) {
    const found = spanAt(world, line, at, verbatim);
    if (found === undefined) {
      plain += line.charAt(at);
      at += 1;
    } else {
      flush();
      html += found.html;
      at += found.length;
    }
  }
  flush();
  return html;
}

interface Span {
  readonly html: string;
  readonly length: number;
}

function spanAt(world: World, line: string, at: number, verbatim: boolean): Span | undefined {
  const character = line.charAt(at);
  const rest = line.slice(at);
  if (character === "`") {
    const code = /^`([^`]+)`/.exec(rest);
    return code === null
      ? undefined
      : { html: `<code>${renderPlain(code[1] ?? "", false)}</code>`, length: code[0].length };
  }
  if (character === "<") {
    const control = /^<([^<>\n]+)>/.exec(rest);
    return control === null
      ? undefined
      : { html: renderControl(world, control[1] ?? ""), length: control[0].length };
  }
  if (character === "h" && !verbatim && atWordStart(line, at)) {
    const bare = bareLink.exec(rest)?.[0];
    const html = bare === undefined ? undefined : hyperlink(bare, undefined);
    return bare === undefined || html === undefined ? undefined : { html, length: bare.length };
  }
  const tag = Object.hasOwn(marks, character) ? marks[character] : undefined;
  return tag === undefined || !atWordStart(line, at)
    ? undefined
    : emphasis(world, rest, character, tag, verbatim);
}

function emphasis(
  world: World,
  rest: string,
  mark: string,
  tag: string,
  verbatim: boolean,
): Span | undefined {
  for (let end = rest.indexOf(mark, 2); end > 0; end = rest.indexOf(mark, end + 1)) {
    const inside = rest.slice(1, end);
    const after = rest.charAt(end + 1);
    if (/^\s|\s$/.test(inside) || /[\p{L}\p{N}]/u.test(after)) continue;
    return { html: `<${tag}>${renderInline(world, inside, verbatim)}</${tag}>`, length: end + 1 };
  }
  return undefined;
}

function atWordStart(line: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(line.charAt(at - 1));
}
