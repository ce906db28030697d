import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import type { NotificationDetail } from "@/lib/notifications/queries";

type Props = {
  notification: Pick<NotificationDetail, "state" | "lastError" | "reason">;
  action?: ReactNode;
};

/** What went wrong with what mends it, or words for when nothing is known. */
function Failure({ error, unknown }: { error: NotificationDetail["lastError"]; unknown: string }) {
  if (!error) return unknown;
  return (
    <>
      {error.message}
      {error.fix && <> {error.fix}</>}
    </>
  );
}

/** What stands between this notification and its reader, in words; nothing when it was sent. */
export function OutcomeCallout({ notification, action }: Props) {
  const { state, lastError, reason } = notification;
  if (state === "failed") {
    return (
      <Callout tone="bad" title="This notification was not delivered" action={action}>
        <Failure error={lastError} unknown="The destination rejected it." />
      </Callout>
    );
  }
  if (state === "suppressed") {
    return (
      <Callout tone="neutral" title="This notification was not sent on purpose" action={action}>
        {reason.text}
      </Callout>
    );
  }
  if (state === "held" && (reason.code === "digest" || reason.code === "quiet_hours"))
    return <Callout title="This notification waits for its hour">{reason.text}</Callout>;
  if (state === "held") {
    return (
      <Callout tone="warn" title="This notification is held" action={action}>
        <Failure
          error={lastError}
          unknown={`${reason.text} It is kept until somebody sends or discards what is held.`}
        />
      </Callout>
    );
  }
  if (state !== "sent" && lastError) {
    return (
      <Callout tone="warn" title="It will be tried again by itself" action={action}>
        {lastError.message}
      </Callout>
    );
  }
  return null;
}
