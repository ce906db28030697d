import type { Section, Span } from "./message";
import { cut } from "./plain";
import { plainText } from "./sentence";

const longestLine = 300;

const restOf = ({ more = 0 }: Section) => (more > 0 ? [`and ${more.toLocaleString("en-US")} more`] : []);

/** The parts of a digest as plain text: a block each. */
export function sectionsText(sections: readonly Section[] = []): string[][] {
  return sections.map((section) => [
    section.title,
    ...section.lines.map((line) => `- ${cut(plainText(line), longestLine)}`),
    ...restOf(section),
  ]);
}

type Look = { safe: (text: string) => string; spans: (line: readonly Span[]) => string };

/** The same as simple HTML; what escapes and what draws a line come from the mail's own look. */
export function sectionsHtml(sections: readonly Section[] = [], { safe, spans }: Look): string {
  return sections
    .map((section) => {
      const lines = [...section.lines.map(spans), ...restOf(section).map(safe)];
      const rows = lines.map((line) => `<div style="margin:0 0 4px;">${line}</div>`).join("");
      return `<p style="margin:14px 0 4px;font-weight:600;">${safe(section.title)}</p>${rows}`;
    })
    .join("");
}
