import { masked } from "@/lib/messages/masked";
import type { Link, Message, Span } from "@/lib/messages/message";
import type { Secrets } from "./secrets";

/** An address that holds a redacted value leads nowhere without it, so it goes; also when the value is written in per cent. */
function isSafe(url: string, secrets: Secrets): boolean {
  if (secrets.isIn(url)) return false;
  try {
    return !secrets.isIn(decodeURIComponent(url));
  } catch {
    return true;
  }
}

function spanOf(span: Span, secrets: Secrets): Span {
  const text = secrets.scrub(span.text);
  if (span.kind === "link" && !isSafe(span.url, secrets)) return { kind: "text", text };
  return { ...span, text };
}

/** The second net: whatever of a redacted value has found its way into a composed message is masked there. */
export function scrubMessage(message: Message, secrets: Secrets): Message {
  const spans = (given: readonly Span[]) => given.map((span) => spanOf(span, secrets));
  const links = message.links.flatMap(({ label, url }): Link[] =>
    isSafe(url, secrets) ? [{ label: secrets.scrub(label), url }] : [],
  );
  return {
    ...message,
    text: secrets.scrub(message.text),
    headline: spans(message.headline),
    fields: message.fields.map(({ label, value }) => ({
      label: secrets.scrub(label),
      value: spans(value),
    })),
    ...(message.why === undefined ? {} : { why: secrets.scrub(message.why) || masked }),
    links,
    reference: secrets.scrub(message.reference),
  };
}
