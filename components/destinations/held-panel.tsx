"use client";

import { Send, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { formatInstant } from "@/components/ui/time-format";
import type { ActionState } from "@/lib/action-state";
import { counted, notifications } from "./counted";

type Action = (state: ActionState<never>, form: FormData) => Promise<ActionState<never>>;
type Props = {
  destination: { id: string; name: string; enabled: boolean; isBroken: boolean };
  /** What waits for somebody's word, `since` as ISO 8601. */
  held: { count: number; since: string };
  timeZone: string;
  /** More than so many go out as one counted message. */
  foldAbove: number;
  mayEdit: boolean;
  release: Action;
  discard: Action;
};

/** True from the moment at which a destination that was seen broken is not any more. */
function useJustMended(isBroken: boolean): boolean {
  const wasBroken = useRef(isBroken);
  const [isMended, setMended] = useState(false);
  useEffect(() => {
    if (isBroken !== wasBroken.current) setMended(!isBroken);
    wasBroken.current = isBroken;
  }, [isBroken]);
  return isMended;
}

const those = (count: number) => (count === 1 ? "it" : "them");

function words({ enabled, isBroken }: Props["destination"], count: number): string {
  const them = those(count);
  if (isBroken) return `Nothing is lost. Mend the destination, then send ${them} from here.`;
  if (!enabled) return `Turn the destination on, then send ${them} from here.`;
  return `The destination takes messages again. Send ${them} now, or discard ${them}.`;
}

function howTheyGo(count: number, foldAbove: number): string {
  if (count === 1) return "It is sent as it was composed then.";
  return count > foldAbove
    ? `More than ${foldAbove} at once are told as one message that counts them, with a link to the list. Critical ones are sent one by one.`
    : "Each is sent as a message of its own, one a second, in their order.";
}

function Release({
  destination,
  held: { count, since },
  timeZone,
  foldAbove,
  release,
  isOffered,
}: Props & { isOffered: boolean }) {
  return (
    <ConfirmDialog
      isOffered={isOffered}
      triggerLook={{ variant: "primary", size: "sm" }}
      trigger={
        <>
          <Send aria-hidden />
          Send what is held
        </>
      }
      title={count === 1 ? "Send the notification that is held" : `Send the ${notifications(count)} held`}
      confirm={count === 1 ? "Send the notification" : `Send the ${notifications(count)}`}
      pendingLabel="Sending"
      action={release}
      fields={{ destinationId: destination.id }}
    >
      <p>
        {counted(count)} held for {destination.name} since {formatInstant(since, timeZone)}.
      </p>
      <p className="mt-2">{howTheyGo(count, foldAbove)}</p>
    </ConfirmDialog>
  );
}

function Discard({ destination, held: { count }, discard }: Props) {
  return (
    <ConfirmDialog
      danger
      triggerLook={{ variant: "danger", size: "sm" }}
      trigger={
        <>
          <Trash2 aria-hidden />
          Discard {those(count)}
        </>
      }
      title={
        count === 1 ? "Discard the notification that is held" : `Discard the ${notifications(count)} held`
      }
      confirm={count === 1 ? "Discard the notification" : `Discard the ${notifications(count)}`}
      pendingLabel="Discarding"
      action={discard}
      fields={{ destinationId: destination.id }}
    >
      Nobody is told in Slack. What is discarded stays in the activity as suppressed, with the reason that
      somebody chose so. This cannot be undone.
    </ConfirmDialog>
  );
}

/** What is held for a destination, and the two things that can become of it. Offers to send as soon as it is mended. */
export function HeldPanel(props: Props) {
  const { destination, held, timeZone, mayEdit } = props;
  const isJustMended = useJustMended(destination.isBroken);
  const canSend = destination.enabled && !destination.isBroken;
  return (
    <Callout
      tone="warn"
      className="mb-5"
      title={
        <>
          {counted(held.count)} held since {formatInstant(held.since, timeZone)}
        </>
      }
      action={
        mayEdit && (
          <>
            {canSend && <Release {...props} isOffered={isJustMended} />}
            <Discard {...props} />
          </>
        )
      }
    >
      {words(destination, held.count)}
    </Callout>
  );
}
