import { CodeBlock } from "@/components/ui/code-block";
import type { Exchange } from "@/lib/destinations/transport";

function prettied(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    // Cut, or no JSON at all: shown as it is.
    return body;
  }
}

const lines = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

/** What went over the wire in one try (RC-15). Secrets and signatures are in none of it. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  const { request, answer, fault } = exchange;
  return (
    <div className="grid min-w-0 gap-2">
      {fault && <p className="text-sm text-warn">{fault} The built-in body was sent.</p>}
      <CodeBlock code={`${lines(request.headers)}\n\n${prettied(request.body)}`} what="request" />
      {answer ? (
        <CodeBlock
          code={`${answer.status}${answer.contentType ? ` ${answer.contentType}` : ""}\n\n${answer.body}`.trimEnd()}
          what="answer"
        />
      ) : (
        <p className="text-sm text-ink-muted">There was no answer.</p>
      )}
    </div>
  );
}
