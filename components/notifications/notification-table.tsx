import type { Place } from "@/components/shell/paths";
import { Table, Th } from "@/components/ui/table";
import type { NotificationListItem } from "@/lib/notifications/queries";
import { NotificationRow } from "./notification-row";

type Props = {
  caption: string;
  items: NotificationListItem[];
  place: Place;
  timeZone: string;
  compact?: boolean;
  hideTarget?: boolean;
};

/** Notifications, newest first. */
export function NotificationTable({
  caption,
  items,
  place,
  timeZone,
  compact = false,
  hideTarget = false,
}: Props) {
  const head = (
    <>
      <Th className="max-sm:hidden">State</Th>
      <Th className="max-sm:pl-4">Notification</Th>
      {!compact && (
        <>
          <Th className="max-md:hidden">Destination</Th>
          <Th className="max-lg:hidden">Why</Th>
          <Th className="text-right max-lg:hidden">Attempts</Th>
        </>
      )}
      <Th className="text-right">When</Th>
    </>
  );
  return (
    <Table caption={caption} head={head}>
      {items.map((item) => (
        <NotificationRow
          key={item.id}
          item={item}
          place={place}
          timeZone={timeZone}
          compact={compact}
          hideTarget={hideTarget}
        />
      ))}
    </Table>
  );
}
