import { Card } from "@/components/ui/card";
import { KeyValues } from "@/components/ui/key-values";
import type { Message, Span } from "@/lib/messages/message";

/** A line of a report. Its words were composed for any place; here they are text. */
function Words({ spans }: { spans: readonly Span[] }) {
  return spans.map((span, position) => {
    // The order of a line never changes once it is composed.
    const key = `${position}-${span.text}`;
    return span.kind === "strong" ? (
      <strong key={key}>{span.text}</strong>
    ) : (
      <span key={key}>{span.text}</span>
    );
  });
}

/** A digest as it was told, whole. */
export function DigestReport({ message }: { message: Message }) {
  const figures = message.fields.map(({ label, value }) => ({ label, value: <Words spans={value} /> }));
  return (
    <div className="grid gap-5">
      {figures.length > 0 && (
        <Card
          title="In numbers"
          description="With the change against the window before, where there was one."
        >
          <KeyValues items={figures} />
        </Card>
      )}
      {message.sections?.map((section) => (
        <Card key={section.title} title={section.title}>
          <ul className="grid gap-1.5 text-sm">
            {section.lines.map((line, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes.
              <li key={position} className="break-words">
                <Words spans={line} />
              </li>
            ))}
            {section.more ? <li className="text-ink-muted">{`and ${section.more} more`}</li> : null}
          </ul>
        </Card>
      ))}
    </div>
  );
}
