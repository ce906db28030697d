import Link from "next/link";
import { StatePill } from "@/components/notifications/state-pill";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { notificationStates } from "@/db/enums";
import type { EventDetail } from "@/lib/events/queries";

type Props = { notifications: EventDetail["notifications"]; place: Place };

/** What an event led to: one line per destination. */
export function EventNotifications({ notifications, place }: Props) {
  if (notifications.length === 0) return <p className="p-4 text-ink-muted">None: no route applied.</p>;
  return (
    <ul className="divide-y divide-line">
      {notifications.map((notification) => {
        const state = notificationStates.find((each) => each === notification.state);
        return (
          <li
            key={notification.id}
            className="relative flex items-center gap-3 px-4 py-2.5 text-sm hover:bg-hover"
          >
            {state && <StatePill state={state} />}
            <Link
              href={projectPath(place, "activity", notification.id)}
              className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
            >
              {notification.destinationName}
              <LinkPending />
            </Link>
            <span className="text-ink-muted">
              {notification.attempts === 1 ? "1 attempt" : `${notification.attempts} attempts`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
