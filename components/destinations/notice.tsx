import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { notifications } from "./counted";

type Props = {
  /** How the destination that was made just now is routed. */
  added: string | undefined;
  /** Its first test was begun, too. */
  isTesting: boolean;
  released: string | undefined;
  discarded: string | undefined;
  activityHref: string;
  newRouteHref: string;
};

const number = (text: string | undefined) => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

function Added({ added, isTesting, newRouteHref }: Pick<Props, "added" | "isTesting" | "newRouteHref">) {
  if (added === "routed") {
    return (
      <Callout tone="good" live="status" title="Added, with a route for the events you ticked">
        {isTesting ? "A test message is on its way, see below." : "Send a test message to see one arrive."}
      </Callout>
    );
  }
  if (added !== "unrouted" && added !== "route_failed") return null;
  const isFailed = added === "route_failed";
  return (
    <Callout
      tone={isFailed ? "warn" : "good"}
      live="status"
      title={isFailed ? "Added, but its route could not be made" : "Added"}
      action={
        <LinkButton href={newRouteHref} size="sm">
          Create a route
        </LinkButton>
      }
    >
      Nothing is sent here until a route leads here.
    </Callout>
  );
}

/** What has just happened to the destination, as the page before tells it in the address. */
export function DestinationNotice({
  added,
  isTesting,
  released,
  discarded,
  activityHref,
  newRouteHref,
}: Props) {
  const sent = number(released);
  const gone = number(discarded);
  return (
    <div className="mb-5 grid gap-2 empty:hidden">
      <Added added={added} isTesting={isTesting} newRouteHref={newRouteHref} />
      {sent !== undefined && (
        <Callout
          tone="good"
          live="status"
          title={sent === 1 ? "1 notification is on its way" : `${notifications(sent)} are on their way`}
          action={
            <LinkButton href={activityHref} size="sm">
              Watch them
            </LinkButton>
          }
        />
      )}
      {gone !== undefined && (
        <Callout tone="neutral" live="status" title={`${notifications(gone)} discarded`}>
          They stay in the activity as suppressed.
        </Callout>
      )}
    </div>
  );
}
