import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { RelativeTime } from "@/components/ui/relative-time";
import { Td, Tr } from "@/components/ui/table";
import type { NotificationListItem } from "@/lib/notifications/queries";
import { NotificationBadges } from "./badges";
import { StatePill } from "./state-pill";

type Props = {
  item: NotificationListItem;
  place: Place;
  timeZone: string /** Leaves out where it went and why, for narrow places. */;
  compact?: boolean;
  /** Leaves out where it went, for the page of one destination. */
  hideTarget?: boolean;
};

/** What failed, else why it was or was not sent. */
function Explanation({ item }: { item: NotificationListItem }) {
  if (item.lastError && item.state !== "sent")
    return <span className="text-bad">{item.lastError.message}</span>;
  return item.reason.text;
}

/** One notification as a row; the whole row leads to it. */
export function NotificationRow({ item, place, timeZone, compact = false, hideTarget = false }: Props) {
  return (
    <Tr hover>
      <Td className="w-30 max-sm:hidden">
        <StatePill state={item.state} />
      </Td>
      <Td className="max-w-md max-sm:pl-4">
        <Link
          href={projectPath(place, "activity", item.id)}
          className="line-clamp-2 font-medium text-ink after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px]"
        >
          {item.text}
          <LinkPending />
        </Link>
        <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs max-sm:mt-1.5 text-ink-muted">
          <span className="sm:hidden">
            <StatePill state={item.state} />
          </span>
          <span className="font-mono">{item.eventType}</span>
          {item.customerId && <span>{item.customerId}</span>}
          {!hideTarget && (
            <span className={compact ? undefined : "md:hidden"}>{`to ${item.destinationName}`}</span>
          )}
          <NotificationBadges item={item} />
        </span>
      </Td>
      {!compact && (
        <>
          <Td className="max-w-44 min-w-32 max-md:hidden">
            <span className="line-clamp-2">{item.destinationName}</span>
          </Td>
          <Td className="max-w-72 text-ink-muted max-lg:hidden">
            <span className="line-clamp-2">
              <Explanation item={item} />
            </span>
          </Td>
          <Td className="w-20 text-right text-ink-muted max-lg:hidden">{item.attempts}</Td>
        </>
      )}
      <Td className="w-24 text-right whitespace-nowrap max-sm:w-0 max-sm:pl-0 text-ink-muted">
        <RelativeTime iso={item.createdAt.toISOString()} timeZone={timeZone} />
      </Td>
    </Tr>
  );
}
