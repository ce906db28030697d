import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Card } from "@/components/ui/card";
import { Code, CodeBlock } from "@/components/ui/code-block";
import { LiveRefresh } from "@/components/ui/live-refresh";

type Props = {
  place: Place;
  hasKey: boolean /** A whole command that posts a sample event. */;
  curl: string;
};

/** Shown until the first event comes; then the page turns by itself. */
export function WaitingPanel({ place, hasKey, curl }: Props) {
  return (
    <Card>
      <LiveRefresh everyMs={2500} />
      <div role="status" className="flex items-center gap-3">
        <span className="relative flex size-2.5 shrink-0">
          <span className="absolute inset-0 animate-beacon rounded-full bg-accent-solid" />
          <span className="size-2.5 rounded-full bg-accent-solid" />
        </span>
        <p className="text-lg font-semibold">Waiting for your first event</p>
      </div>
      <p className="mt-1 mb-4 text-ink-muted">
        {hasKey ? (
          <>
            Put your key into <Code>BELLWIRE_KEY</Code> and run this. The page turns as soon as the event is
            here.
          </>
        ) : (
          <>
            First{" "}
            <Link
              href={projectPath(place, "settings", "api-keys")}
              className="text-ink underline underline-offset-2"
            >
              create an API key
            </Link>
            , put it into <Code>BELLWIRE_KEY</Code>, then run this. The page turns as soon as the event is
            here.
          </>
        )}
      </p>
      <CodeBlock code={curl} what="curl command" title="Send a sample event" />
    </Card>
  );
}
