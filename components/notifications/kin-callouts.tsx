import { type Place, projectPath } from "@/components/shell/paths";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { withQuery } from "@/components/ui/query-string";
import type { NotificationListItem } from "@/lib/notifications/queries";

type Props = {
  notification: Pick<NotificationListItem, "id" | "kind" | "state" | "foldedInto" | "fallbackFor">;
  /** The notification that went to the fallback in this one's place. */
  standIn: Pick<NotificationListItem, "id" | "destinationName"> | undefined;
  place: Place;
};

/** What other notifications this one belongs with: those that it counts, the one that counts it, the one that it stands in for. */
export function KinCallouts({ notification, standIn, place }: Props) {
  const { id, kind, state, foldedInto, fallbackFor } = notification;
  const to = (notificationId: string) => projectPath(place, "activity", notificationId);
  return (
    <>
      {kind === "fold" && (
        <Callout
          title="One message that counts many"
          action={
            <LinkButton href={withQuery(projectPath(place, "activity"), { fold: id })} size="sm">
              See each of them
            </LinkButton>
          }
        >
          More came in at once than the channel can take. Each one keeps its own row and its receipt.
        </Callout>
      )}
      {(kind === "digest" || kind === "catch_up") && (
        <Callout
          title="One message that tells many"
          action={
            <LinkButton href={projectPath(place, "digests", "told", id)} size="sm">
              Read all of it
            </LinkButton>
          }
        >
          Each one that it tells keeps its own row and its receipt.
        </Callout>
      )}
      {foldedInto !== null && (
        <Callout
          title="Told together with others in one message"
          action={
            <LinkButton href={to(foldedInto)} size="sm">
              See that message
            </LinkButton>
          }
        >
          {state === "sent"
            ? "The receipt is that of the message that tells it."
            : "The message that tells it is on its way."}
        </Callout>
      )}
      {fallbackFor !== null && (
        <Callout
          title="It went to the fallback destination"
          action={
            <LinkButton href={to(fallbackFor)} size="sm">
              See the held one
            </LinkButton>
          }
        >
          Its own destination is broken. The notification for that one is held and kept.
        </Callout>
      )}
      {standIn && (
        <Callout
          title={`${standIn.destinationName} was told in its place`}
          action={
            <LinkButton href={to(standIn.id)} size="sm">
              See what went there
            </LinkButton>
          }
        >
          A critical notification does not wait for a broken destination: it goes to the fallback as well.
        </Callout>
      )}
    </>
  );
}
