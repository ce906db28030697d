import { formatMoment } from "./format";
import type { Span } from "./message";
import { linkableUrl } from "./url";

type Part = Span | readonly Span[] | string | number | undefined;

/** Plain words. */
export function words(text: string): Span {
  return { kind: "text", text };
}

/** Words that stand out. */
export function strong(text: string): Span {
  return { kind: "strong", text };
}

/** Words that lead somewhere, or only the words when the address may not be linked. */
export function linked(text: string, address: unknown): Span {
  const url = linkableUrl(address);
  return url === undefined ? words(text) : { kind: "link", text, url };
}

/** An instant for a reader anywhere: the destination shows it by the reader's clock if it can, else in UTC. */
export function moment(instant: Date): Span {
  return { kind: "time", at: Math.floor(instant.getTime() / 1000), text: formatMoment(instant) };
}

function isSpans(part: Part): part is readonly Span[] {
  return Array.isArray(part);
}

function spansOf(part: Part): readonly Span[] {
  if (part === undefined || part === "") return [];
  if (typeof part === "string" || typeof part === "number") return [words(String(part))];
  return isSpans(part) ? part : [part];
}

/**
 * A sentence from a template literal: text, numbers and spans go in, undefined leaves no trace.
 * Neighbouring words are joined, so that an equal sentence is an equal value.
 */
export function say(literals: TemplateStringsArray, ...parts: readonly Part[]): Span[] {
  const sentence: Span[] = [];
  const add = (span: Span) => {
    const last = sentence.at(-1);
    if (span.kind === "text" && last?.kind === "text")
      sentence[sentence.length - 1] = words(last.text + span.text);
    else sentence.push(span);
  };
  literals.forEach((literal, at) => {
    if (literal !== "") add(words(literal));
    for (const span of spansOf(parts[at])) add(span);
  });
  return sentence;
}

/** Only the words of it. */
export function plainText(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join("");
}
