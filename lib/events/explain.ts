import type { Scope } from "@/lib/auth/scope";
import { listNotifications, type NotificationListItem } from "@/lib/notifications/queries";
import { explain } from "@/lib/routing/decide";
import { loadPlaybook } from "@/lib/routing/queries";
import type { Decision } from "@/lib/routing/reason";
import { type Answer, answerOf } from "./answer";
import { type EventDetail, getEvent, listRouteStamps, listSequels, type Sequel } from "./queries";
import { type Difference, decisionsThen, differencesNow } from "./what-if-now";

export type Explanation = Omit<EventDetail, "trace" | "notifications"> & {
  isDecided: boolean;
  answer: Answer;
  /**
   * Decided: what each route said then, those first that sent or would have. Not yet: what each would say now.
   * Of the routes that did not apply only so many are listed; the rest is counted.
   */
  decisions: Decision[];
  omitted: number;
  notifications: (NotificationListItem & Sequel)[];
  /** What today's routes would decide otherwise; null while nothing is decided, or when the payload is gone. */
  now: { differences: Difference[] } | null;
};

const rank = { send: 0, suppress: 1, skip: 2 } satisfies Record<Decision["verdict"], number>;

type Part = {
  /** How many routes that did not apply to leave out, and how many to list after that. */
  skippedFrom?: number;
  skippedLimit?: number;
};

/** Those that sent or would have, then a part of the others, so that a thousand routes make no thousand rows. */
function partOf(decisions: readonly Decision[], { skippedFrom = 0, skippedLimit = 200 }: Part): Decision[] {
  const sorted = [...decisions].sort((left, right) => rank[left.verdict] - rank[right.verdict]);
  const first = sorted.findIndex(({ verdict }) => verdict === "skip");
  if (first < 0) return sorted;
  const from = first + skippedFrom;
  return [...sorted.slice(0, first), ...sorted.slice(from, from + skippedLimit)];
}

const noSequel: Sequel = { tries: [], origin: null };

/** Without the payload every condition seems to have failed: that it did is known, what it saw is not. */
function withoutValues(decision: Decision): Decision {
  if (decision.reason.code !== "filter_not_matched") return decision;
  const text = `Route “${decision.routeName}” did not match; what it compared is deleted.`;
  return { ...decision, checks: [], reason: { ...decision.reason, text } };
}

/**
 * "Why did I, or did I not, get this?" (OTT-28, STA-52): every route's answer with the values it saw, what became of each
 * notification, try by try, and what would be otherwise today.
 * @throws AppError `not_found`, also for another project's id.
 */
export async function explainEvent(scope: Scope, id: string, part: Part = {}): Promise<Explanation> {
  const { trace, notifications: _, ...event } = await getEvent(scope, id);
  const [{ items }, sequels, stamps, playbook] = await Promise.all([
    listNotifications(scope, { eventId: id, limit: 100 }),
    listSequels(scope, id),
    listRouteStamps(scope),
    loadPlaybook(scope),
  ]);
  const asked = explain(playbook, event);
  const today = event.payloadDeletedAt === null ? asked : asked.map(withoutValues);
  const past = { trace: trace ?? [], decidedAt: event.decidedAt ?? event.receivedAt, today, stamps };
  const isDecided = trace !== null;
  const decisions = isDecided ? decisionsThen(past) : today;
  const listed = partOf(decisions, part);
  const notifications = items.map((item) => ({ ...item, ...(sequels.get(item.id) ?? noSequel) }));
  const hadRoutes = stamps.some(({ createdAt }) => createdAt <= past.decidedAt);
  return {
    ...event,
    isDecided,
    answer: answerOf({ isDecided, hadRoutes, decisions, notifications }),
    decisions: listed,
    omitted: decisions.length - listed.length,
    notifications,
    now: isDecided && event.payloadDeletedAt === null ? { differences: differencesNow(past) } : null,
  };
}
