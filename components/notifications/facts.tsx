import Link from "next/link";
import { type Place, projectPath } from "@/components/shell/paths";
import { IdValue } from "@/components/ui/id-value";
import { type KeyValue, KeyValues } from "@/components/ui/key-values";
import { RelativeTime } from "@/components/ui/relative-time";
import type { NotificationDetail } from "@/lib/notifications/queries";
import { shelfOfRoute } from "@/lib/routing/reason";
import { ReceiptValue } from "./receipt";

type Props = { notification: NotificationDetail; place: Place; timeZone: string };

const linkClass = "underline decoration-line-strong underline-offset-2 hover:decoration-ink";

/** The ids and names that belong to a notification, each leading to its page. */
export function NotificationFacts({ notification, place, timeZone }: Props) {
  const { eventId, routeId, routeName, destinationId, destinationName, customerId } = notification;
  const items: (KeyValue | false)[] = [
    { label: "Notification", value: <IdValue id={notification.id} what="notification id" /> },
    eventId !== null && {
      label: "Event",
      value: (
        <Link href={projectPath(place, "events", eventId)} className={linkClass}>
          {notification.eventType}
        </Link>
      ),
    },
    customerId !== null && { label: "Customer", value: customerId },
    notification.caseId !== null && {
      label: "Case",
      value: (
        <Link href={projectPath(place, "cases", notification.caseId)} className={linkClass}>
          The whole story
        </Link>
      ),
    },
    routeId !== null && {
      label: shelfOfRoute(routeId) === "rules" ? "Rule" : "Route",
      value: (
        <Link href={projectPath(place, shelfOfRoute(routeId), routeId)} className={linkClass}>
          {routeName ?? routeId}
        </Link>
      ),
    },
    {
      label: "Destination",
      value: (
        <Link href={projectPath(place, "destinations", destinationId)} className={linkClass}>
          {destinationName}
        </Link>
      ),
    },
    { label: "Environment", value: notification.environment === "sandbox" ? "Sandbox" : "Production" },
    { label: "Receipt", value: <ReceiptValue receipt={notification.receipt} /> },
    {
      label: "Planned",
      value: <RelativeTime iso={notification.createdAt.toISOString()} timeZone={timeZone} />,
    },
  ];
  return <KeyValues items={items.filter((item) => item !== false)} />;
}
