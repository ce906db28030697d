import { type MailContent, momentText } from "./mail-content";
import { sectionsText } from "./mail-sections";
import type { Span } from "./message";
import { cut } from "./plain";
import { plainText } from "./sentence";

const spansText = (spans: readonly Span[], limit: number) => cut(plainText(spans), limit);

function caseLines({ status, followUpTo, history }: MailContent): string[] {
  return [
    ...(status ? [[status.word, ...status.facts.map((fact) => spansText(fact, 300))].join(" · ")] : []),
    ...(followUpTo ? [`Follow-up to: ${cut(followUpTo.text, 300)} · ${momentText(followUpTo.at)}`] : []),
    ...history.map(
      ({ at, text, isLate }) => `- ${momentText(at)}  ${cut(text, 300)}${isLate ? " (arrived late)" : ""}`,
    ),
  ];
}

/** The same mail without any markup. */
export function mailText(content: MailContent): string {
  const { subject, fields, why, sections, links, footer, manage } = content;
  const blocks = [
    [subject],
    caseLines(content),
    fields.map(({ label, value }) => `${cut(label, 80)}: ${spansText(value, 400) || "–"}`),
    why === null ? [] : [cut(why, 1_500)],
    ...sectionsText(sections),
    links.map(({ label, url }) => `${label}: ${url}`),
    [footer],
    manage
      ? [`You get this because ${manage.because}.`, `Unsubscribe or change what you get: ${manage.url}`]
      : [],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")
    .concat("\n");
}
