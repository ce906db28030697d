import { formatInstant } from "@/lib/messages/format";
import type { Message, Section } from "@/lib/messages/message";
import { escapeLine, slackDate } from "./escape";
import { budget, slackLimits } from "./limits";
import { markupOf } from "./markup";
import type { Block, Markup } from "./payload";
import { truncateMarkup } from "./truncate";

const markup = (text: string): Markup => ({ type: "mrkdwn", text, verbatim: true });

/** One part of a digest: its heading, its lines, and how many more there are. */
export function sectionMarkup({ title, lines, more = 0 }: Section): string {
  const rest = more > 0 ? [`_and ${more.toLocaleString("en-US")} more_`] : [];
  return [`*${escapeLine(title)}*`, ...lines.map(markupOf), ...rest].join("\n");
}

const sectionBlock = (section: Section): Block => ({
  type: "section",
  text: markup(truncateMarkup(sectionMarkup(section), slackLimits.sectionText)),
});

/**
 * The parts of a digest, before its buttons. They stand in the message itself and not in its bar: what stands in a bar Slack folds
 * away after a few lines.
 */
export function digestBlocks(message: Message, sentence: string, metrics: readonly Markup[]): Block[] {
  return [
    { type: "section", text: markup(`*${sentence}*`) },
    ...(message.why
      ? [
          {
            type: "context" as const,
            elements: [markup(truncateMarkup(escapeLine(message.why), budget.why))],
          },
        ]
      : []),
    ...(metrics.length > 0 ? [{ type: "section" as const, fields: [...metrics] }] : []),
    ...(message.sections ?? []).map(sectionBlock),
  ];
}

/** The line at a digest's end. */
export function digestFooter({ eventType, reference, occurredAt }: Message): Block {
  const when = slackDate(occurredAt, formatInstant(new Date(occurredAt * 1000)));
  const parts = [escapeLine(eventType), escapeLine(reference), when].filter(Boolean).join("  ·  ");
  return { type: "context", elements: [markup(parts)] };
}
