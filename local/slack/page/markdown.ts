import { hyperlink } from "@/local/slack/page/control-token";
import { renderPlain } from "@/local/slack/page/plain-text";

/** A `markdown` block as HTML: headings, lists, bold, italic, code, links. What else Markdown has stays text. */
export function renderMarkdown(text: string): string {
  const parts = text.split(/```[a-z]*\n([\s\S]+?)\n?```/);
  const html = parts.map((part, position) => {
    if (position % 2 === 1) return `<pre>${renderPlain(part, false)}</pre>`;
    return part.split("\n").map(renderLine).join("");
  });
  return html.join("");
}

function renderLine(line: string): string {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading !== null) return `<div class="markdown-heading">${renderInline(heading[2] ?? "")}</div>`;
  const item = /^\s*(?:[-*+]|(\d+)\.)\s+(.*)$/.exec(line);
  if (item !== null) {
    const mark = item[1] === undefined ? "•" : `${item[1]}.`;
    return `<div class="markdown-item"><span>${mark}</span><span>${renderInline(item[2] ?? "")}</span></div>`;
  }
  if (/^\s*---+\s*$/.test(line)) return "<hr>";
  return line === "" ? '<div class="markdown-gap"></div>' : `<div>${renderInline(line)}</div>`;
}

const spans = /`([^`]+)`|\*\*(.+?)\*\*|__(.+?)__|\*(.+?)\*|\b_(.+?)_\b|~~(.+?)~~|\[([^\]]+)\]\(([^)\s]+)\)/g;

function renderInline(text: string): string {
  let html = "";
  let from = 0;
  for (const match of text.matchAll(spans)) {
    html += renderPlain(text.slice(from, match.index)) + renderSpan(match);
    from = match.index + match[0].length;
  }
  return html + renderPlain(text.slice(from));
}

function renderSpan(match: RegExpExecArray): string {
  const [all, code, bold, strong, italic, emphasis, strike, label, address] = match;
  if (code !== undefined) return `<code>${renderPlain(code, false)}</code>`;
  if (address !== undefined) return hyperlink(address, label) ?? renderPlain(all);
  if (strike !== undefined) return `<s>${renderInline(strike)}</s>`;
  const heavy = bold ?? strong;
  if (heavy !== undefined) return `<b>${renderInline(heavy)}</b>`;
  return `<i>${renderInline(italic ?? emphasis ?? "")}</i>`;
}
