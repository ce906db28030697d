import Link from "next/link";
import { StatePill } from "@/components/notifications/state-pill";
import { type Place, projectPath } from "@/components/shell/paths";
import { LinkPending } from "@/components/ui/link-pending";
import { formatClock } from "@/components/ui/time-format";
import type { Explanation } from "@/lib/events/explain";

type Notification = Explanation["notifications"][number];
type Props = { notifications: Notification[]; place: Place; timeZone: string };

const outcomes = {
  sent: "sent",
  retry: "to be tried again",
  rejected: "rejected",
  unknown: "answer not seen",
} satisfies Record<Notification["tries"][number]["outcome"], string>;

/** One try in a line: `1. 10:00:03.412 rejected, 404 channel_not_found`. */
function TryLine({ each, timeZone }: { each: Notification["tries"][number]; timeZone: string }) {
  const answer = [each.httpStatus, each.code].filter(Boolean).join(" ");
  const startedAt = each.startedAt.toISOString();
  return (
    <li>
      <time dateTime={startedAt}>{formatClock(startedAt, timeZone)}</time>
      {` ${outcomes[each.outcome]}`}
      {answer && <span className="font-mono text-xs">{`, ${answer}`}</span>}
    </li>
  );
}

function NotificationItem({
  notification,
  place,
  timeZone,
}: Omit<Props, "notifications"> & { notification: Notification }) {
  const { id, state, destinationName, attempts, reason, tries, caseId } = notification;
  return (
    <li className="relative px-4 py-2.5 text-sm hover:bg-hover">
      <div className="flex items-center gap-3">
        <StatePill state={state} />
        <Link
          href={projectPath(place, "activity", id)}
          className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
        >
          {destinationName}
          <LinkPending />
        </Link>
        <span className="whitespace-nowrap text-ink-muted">
          {attempts === 1 ? "1 attempt" : `${attempts} attempts`}
        </span>
      </div>
      <p className="mt-1 text-ink-muted">{reason.text}</p>
      {caseId !== null && (
        <p className="mt-1">
          <Link
            href={projectPath(place, "cases", caseId)}
            className="relative text-ink underline underline-offset-2"
          >
            See the case
          </Link>
        </p>
      )}
      {tries.length > 0 && (
        <ol className="mt-1 grid list-decimal gap-0.5 pl-5 text-ink-muted">
          {tries.map((each) => (
            <TryLine key={each.number} each={each} timeZone={timeZone} />
          ))}
        </ol>
      )}
    </li>
  );
}

/** What an event led to: for each destination what became of it, why, and every try. */
export function EventNotifications({ notifications, place, timeZone }: Props) {
  if (notifications.length === 0) return <p className="p-4 text-ink-muted">None: no route applied.</p>;
  return (
    <ul className="divide-y divide-line">
      {notifications.map((notification) => (
        <NotificationItem
          key={notification.id}
          notification={notification}
          place={place}
          timeZone={timeZone}
        />
      ))}
    </ul>
  );
}
