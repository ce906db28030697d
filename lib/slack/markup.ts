import type { Message, Span } from "@/lib/messages/message";
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

/** `[TEST] ` before whatever must not be taken for real: sandbox events and the Test button's message. */
export function testLabel({ environment, isTest }: Message): string {
  return isTest || environment === "sandbox" ? "[TEST] " : "";
}
