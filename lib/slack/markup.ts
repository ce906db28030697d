import { formatInstant } from "@/lib/messages/format";
import type { HistoryLine, Message, Span } from "@/lib/messages/message";
import { cut } from "@/lib/messages/plain";
import { escapeLine, slackDate, slackLink } from "./escape";

function markupOfSpan(span: Span): string {
  switch (span.kind) {
    case "text":
      return escapeLine(span.text);
    case "strong":
      return `*${escapeLine(span.text)}*`;
    case "link":
      return slackLink(span.url, span.text);
    case "time":
      return slackDate(span.at, span.text);
  }
}

/** A run of words in Slack's markup. Spaces at the seams of spans survive, although each span is cleaned by itself. */
export function markupOf(spans: readonly Span[]): string {
  let markup = "";
  for (const span of spans) {
    const before = /^\s/.test(span.text) ? " " : "";
    const after = /\s$/.test(span.text) ? " " : "";
    markup += `${before}${markupOfSpan(span)}${after}`;
  }
  return markup.trim();
}

/** An instant in unix seconds, by each reader's own clock. */
export function momentOf(at: number): string {
  return slackDate(at, formatInstant(new Date(at * 1_000)));
}

/** A thread is read line by line: a step's sentence is no longer than a push preview shows. */
const longestLine = 300;

/** One step of a case, in a line. */
export function historyMarkup({ emoji, at, text, isLate }: HistoryLine): string {
  return `${emoji} ${momentOf(at)}  ${escapeLine(cut(text, longestLine))}${isLate ? "  _(arrived late)_" : ""}`.trim();
}

/** How the case of a message stands, in a line: the word, then what is worth knowing beside it. */
export function statusMarkup({ word, facts }: NonNullable<Message["status"]>): string {
  return [`*${escapeLine(word)}*`, ...facts.map(markupOf)].join("  ·  ");
}

/** `[TEST] ` before whatever must not be taken for real: sandbox events and the Test button's message. */
export function testLabel({ environment, isTest }: Message): string {
  return isTest || environment === "sandbox" ? "[TEST] " : "";
}
