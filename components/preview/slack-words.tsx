import type { Span } from "@/lib/messages/message";

const isLinkable = (url: string) => /^(https?:|mailto:)/i.test(url);

/** A run of words as Slack draws it. A link that is not http(s) or mail stays text. */
export function SlackWords({ spans }: { spans: readonly Span[] }) {
  return spans.map((span, position) => {
    // The order of a sentence never changes once it is composed.
    const key = `${position}-${span.text}`;
    if (span.kind === "strong") return <strong key={key}>{span.text}</strong>;
    if (span.kind === "link" && isLinkable(span.url)) {
      return (
        <a
          key={key}
          href={span.url}
          rel="noreferrer"
          target="_blank"
          className="text-slack-link underline underline-offset-2"
        >
          {span.text}
        </a>
      );
    }
    return <span key={key}>{span.text}</span>;
  });
}
