import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import type { NotificationDetail } from "@/lib/notifications/queries";

type Props = { notification: NotificationDetail; action?: ReactNode };

/** What stands between this notification and its reader, in words; nothing when it was sent. */
export function OutcomeCallout({ notification, action }: Props) {
  const { state, lastError, reason } = notification;
  if (state === "failed") {
    return (
      <Callout tone="bad" title="This notification was not delivered" action={action}>
        {lastError?.message ?? "The destination rejected it."}
      </Callout>
    );
  }
  if (state === "suppressed") {
    return (
      <Callout tone="neutral" title="This notification was not sent on purpose">
        {reason.text}
      </Callout>
    );
  }
  if (state === "held") {
    return (
      <Callout tone="warn" title="This notification is held">
        {lastError?.message ?? "It is kept until its destination can take it, and goes out then."}
      </Callout>
    );
  }
  if (state !== "sent" && lastError) {
    return (
      <Callout tone="warn" title="It will be tried again by itself">
        {lastError.message}
      </Callout>
    );
  }
  return null;
}
