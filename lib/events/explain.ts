import type { Scope } from "@/lib/auth/scope";
import { listNotifications, type NotificationListItem } from "@/lib/notifications/queries";
import { explain } from "@/lib/routing/decide";
import { loadPlaybook } from "@/lib/routing/queries";
import type { Decision } from "@/lib/routing/reason";
import { type EventDetail, getEvent } from "./queries";

export type Explanation = Omit<EventDetail, "trace" | "notifications"> & {
  /** Decided: what was considered when it was. Not yet: what would be decided now. */
  decisions: Decision[];
  isDecided: boolean;
  notifications: NotificationListItem[];
};

/**
 * "Why did I, or did I not, get this?" The stored trace, followed by the routes of today that it does not name: it leaves
 * out most of those that did not apply.
 * @throws AppError `not_found`, also for another project's id.
 */
export async function explainEvent(scope: Scope, id: string): Promise<Explanation> {
  const [{ trace, notifications: _, ...event }, { items }, playbook] = await Promise.all([
    getEvent(scope, id),
    listNotifications(scope, { eventId: id, limit: 100 }),
    loadPlaybook(scope),
  ]);
  const stored = trace ?? [];
  const named = new Set(stored.map((decision) => decision.routeId));
  const others = explain(playbook, event).filter((decision) => !named.has(decision.routeId));
  const unnamed = trace === null ? others : others.filter((decision) => decision.verdict === "skip");
  return { ...event, decisions: [...stored, ...unnamed], isDecided: trace !== null, notifications: items };
}
