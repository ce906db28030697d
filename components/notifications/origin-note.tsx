import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import type { Message } from "@/lib/messages/message";

type Props = { message: Message; place: Place };

/** Whose words a message is told in, and what was kept out of it. */
export function OriginNote({ message: { origin, eventType }, place }: Props) {
  if (!origin) return null;
  const template = (
    <Link
      href={projectPath(place, "templates", eventType)}
      className="font-medium underline underline-offset-2"
    >
      template
    </Link>
  );
  return (
    <div className="grid gap-2 border-t border-line p-3">
      {origin.fault && (
        <Callout tone="warn" title="The built-in wording was sent">
          The {template} could not be used: {origin.fault}
        </Callout>
      )}
      {origin.templateId && !origin.fault && (
        <p className="text-sm text-ink-muted">
          In the words of your {template}, revision {origin.revision}.
        </p>
      )}
      {origin.isRedacted && (
        <p className="text-sm text-ink-muted">
          This is the redacted message, as it was sent: the destination may not see every field. The event
          itself is kept whole.
        </p>
      )}
    </div>
  );
}
