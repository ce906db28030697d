import Link from "next/link";
import { ReceiptValue } from "@/components/notifications/receipt";
import { type Place, projectPath } from "@/components/shell/paths";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CaseMessage } from "@/lib/cases/queries";

const linkClass = "underline decoration-line-strong underline-offset-2 hover:decoration-ink";

type Props = { messages: readonly CaseMessage[]; place: Place; timeZone: string };

/** Where a case is told: one message a destination, and how far it has come. */
export function CaseMessages({ messages, place, timeZone }: Props) {
  if (messages.length === 0)
    return (
      <p className="text-sm text-ink-muted">
        Nowhere yet: no route has led it to a destination, or its message is still on its way.
      </p>
    );
  return (
    <ul className="grid gap-4 text-sm">
      {messages.map((message) => (
        <li key={message.destinationId} className="grid gap-1">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3 font-medium">
            <Link href={projectPath(place, "destinations", message.destinationId)} className={linkClass}>
              {message.destinationName ?? "A deleted destination"}
            </Link>
            <span className="text-xs font-normal text-ink-muted">
              {message.isCurrent ? "up to date" : "about to be brought up to date"}
            </span>
          </p>
          <p className="text-ink-muted">{message.text}</p>
          <p className="flex flex-wrap items-center gap-x-2 text-xs text-ink-muted">
            <Link href={projectPath(place, "activity", message.notificationId)} className={linkClass}>
              Notification
            </Link>
            <span>
              told <RelativeTime iso={message.updatedAt.toISOString()} timeZone={timeZone} />
            </span>
          </p>
          <div className="text-xs">
            <ReceiptValue receipt={message.receipt} />
          </div>
        </li>
      ))}
    </ul>
  );
}
