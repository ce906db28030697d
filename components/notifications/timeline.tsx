import {
  CircleAlert,
  CircleCheck,
  CircleDot,
  CircleSlash,
  Clock,
  GitBranch,
  Inbox,
  ListPlus,
  type LucideIcon,
} from "lucide-react";
import { formatClock, formatDuration, formatInstant } from "@/components/ui/time-format";
import { inkTone, type Tone } from "@/components/ui/tone";
import type { NotificationDetail, Try } from "@/lib/notifications/queries";

type Moment = { at: Date; title: string; detail?: string | undefined; icon: LucideIcon; tone: Tone };

function tryMoment(each: Try): Moment {
  const took = each.endedAt
    ? `took ${formatDuration(each.endedAt.getTime() - each.startedAt.getTime())}`
    : "no answer seen";
  const again =
    each.retryAfterSeconds === null ? "" : `, asked to wait ${formatDuration(each.retryAfterSeconds * 1000)}`;
  const looks = {
    sent: { icon: CircleCheck, tone: "good", word: "sent" },
    retry: { icon: CircleDot, tone: "warn", word: "to be tried again" },
    rejected: { icon: CircleAlert, tone: "bad", word: "rejected" },
    unknown: { icon: CircleDot, tone: "warn", word: "outcome not seen" },
  } as const satisfies Record<Try["outcome"], unknown>;
  const { icon, tone, word } = looks[each.outcome];
  return {
    at: each.startedAt,
    title: `Attempt ${each.number}: ${word}`,
    detail: `${took}${again}`,
    icon,
    tone,
  };
}

function momentsOf(notification: NotificationDetail): Moment[] {
  const { event, kind, tries, state, createdAt, settledAt, dueAt } = notification;
  const moments: Moment[] = [];
  if (event) moments.push({ at: event.receivedAt, title: "Event accepted", icon: Inbox, tone: "neutral" });
  if (event?.decidedAt)
    moments.push({ at: event.decidedAt, title: "Routes decided", icon: GitBranch, tone: "neutral" });
  // A counted message is written down once it was sent: it was never planned.
  if (state !== "suppressed" && kind !== "fold")
    moments.push({ at: createdAt, title: "Notification planned", icon: ListPlus, tone: "neutral" });
  moments.push(...tries.map(tryMoment));
  if (state === "suppressed") {
    moments.push({
      at: settledAt ?? createdAt,
      title: "Suppressed",
      detail: notification.reason.text,
      icon: CircleSlash,
      tone: "neutral",
    });
  }
  if (settledAt && state === "sent")
    moments.push({ at: settledAt, title: "Settled as sent", icon: CircleCheck, tone: "good" });
  if (settledAt && state === "failed")
    moments.push({ at: settledAt, title: "Given up", icon: CircleAlert, tone: "bad" });
  if (dueAt && !settledAt) moments.push({ at: dueAt, title: "Next try", icon: Clock, tone: "info" });
  return moments.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** The notification's life, step by step, with the time between the steps. */
export function Timeline({ notification, timeZone }: { notification: NotificationDetail; timeZone: string }) {
  const moments = momentsOf(notification);
  return (
    <ol className="relative grid gap-3.5 text-sm before:absolute before:inset-y-2 before:left-2 before:w-px before:bg-line">
      {moments.map(({ at, title, detail, icon: Icon, tone }, position) => {
        const previous = moments[position - 1];
        const iso = at.toISOString();
        return (
          <li key={`${title}-${iso}`} className="relative flex gap-3">
            <Icon aria-hidden className={`mt-0.5 size-4.25 shrink-0 bg-surface ${inkTone[tone]}`} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">{title}</p>
              {detail && <p className="text-ink-muted">{detail}</p>}
              <p className="text-xs text-ink-muted">
                <time dateTime={iso} title={formatInstant(iso, timeZone)}>
                  {formatClock(iso, timeZone)}
                </time>
                {previous && ` · ${formatDuration(at.getTime() - previous.at.getTime())} later`}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
