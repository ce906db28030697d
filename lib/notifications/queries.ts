import { hotSql } from "@/db/client";
import type {
  AttemptOutcome,
  DestinationKind,
  Environment,
  NotificationKind,
  NotificationState,
  Severity,
} from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Exchange, Receipt } from "@/lib/destinations/transport";
import { notFound } from "@/lib/errors";
import { type EventDetail, getEvent, maxPage } from "@/lib/events/queries";
import { idFloor } from "@/lib/id";
import { type Message, parseMessage } from "@/lib/messages/message";
import type { Reason } from "@/lib/routing/reason";

export type NotificationListItem = {
  id: string;
  kind: NotificationKind;
  state: NotificationState;
  severity: Severity;
  environment: Environment;
  eventId: string | null;
  eventType: string;
  customerId: string | null;
  text: string;
  reason: Reason;
  routeId: string | null;
  routeName: string | null;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  attempts: number;
  possiblyDuplicated: boolean;
  /** The counted message that told this one together with others. */
  foldedInto: string | null;
  /** The held notification that this one stands in for. */
  fallbackFor: string | null;
  /** The case that it belongs to. */
  caseId: string | null;
  lastError: { code: string; message: string; fix?: string; at: string } | null;
  receipt: Receipt | null;
  dueAt: Date | null;
  createdAt: Date;
  settledAt: Date | null;
};

export type NotificationFilter = {
  cursor?: string | undefined;
  limit?: number | undefined;
  state?: NotificationState | undefined;
  destinationId?: string | undefined;
  routeId?: string | undefined;
  eventId?: string | undefined;
  caseId?: string | undefined;
  /** Those that one counted message stands for. */
  foldedInto?: string | undefined;
  eventType?: string | undefined;
  customerId?: string | undefined;
  /** Words to find in the message's sentence, its event type or the customer's id. */
  query?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

const columns = () => hotSql()`
  n.id, n.kind, n.state, n.severity, n.environment, n.event_id as "eventId", n.event_type as "eventType", n.customer_id as "customerId",
  n.message ->> 'text' as text, n.reason, n.route_id as "routeId", n.route_name as "routeName", n.destination_id as "destinationId",
  n.destination_name as "destinationName", n.destination_kind as "destinationKind", n.attempts,
  n.possibly_duplicated as "possiblyDuplicated", n.folded_into as "foldedInto", n.fallback_for as "fallbackFor", n.case_id as "caseId", n.last_error as "lastError", n.receipt, n.due_at as "dueAt",
  n.created_at as "createdAt", n.settled_at as "settledAt"`;

function conditionsOf(filter: NotificationFilter) {
  const sql = hotSql();
  const pattern = filter.query ? `%${filter.query.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  return [
    filter.cursor ? sql`and n.id < ${filter.cursor}` : sql``,
    filter.state ? sql`and n.state = ${filter.state}` : sql``,
    filter.destinationId ? sql`and n.destination_id = ${filter.destinationId}` : sql``,
    filter.routeId ? sql`and n.route_id = ${filter.routeId}` : sql``,
    filter.eventId ? sql`and n.event_id = ${filter.eventId}` : sql``,
    filter.caseId ? sql`and n.case_id = ${filter.caseId}` : sql``,
    filter.foldedInto ? sql`and n.folded_into = ${filter.foldedInto}` : sql``,
    filter.eventType ? sql`and n.event_type = ${filter.eventType}` : sql``,
    filter.customerId ? sql`and n.customer_id = ${filter.customerId}` : sql``,
    filter.from ? sql`and n.created_at >= ${filter.from}` : sql``,
    filter.to ? sql`and n.created_at < ${filter.to}` : sql``,
    pattern
      ? sql`and (n.message ->> 'text' ilike ${pattern} or n.event_type ilike ${pattern} or n.customer_id ilike ${pattern})`
      : sql``,
  ];
}

/** A project's notifications, newest first, by cursor (the last id of the page before). */
export async function listNotifications(
  scope: Scope,
  filter: NotificationFilter,
): Promise<{ items: NotificationListItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), maxPage);
  const rows = await statementInScope<NotificationListItem>(
    scope,
    (sql) => sql`
      select ${columns()} from notifications n
      where n.project_id = ${scope.projectId} ${conditionsOf(filter)}
      order by n.id desc limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export type Try = {
  number: number;
  startedAt: Date;
  endedAt: Date | null;
  outcome: AttemptOutcome;
  code: string | null;
  httpStatus: number | null;
  retryAfterSeconds: number | null;
  ambiguous: boolean;
  detail: string | null;
  /** What went over the wire, where it is kept. */
  exchange: Exchange | null;
};

export type NotificationDetail = NotificationListItem & {
  message: Message;
  tries: Try[];
  event: EventDetail | null;
};

/** One notification with its message, every try and the event's trace. @throws AppError `not_found`, also for another project's id. */
export async function getNotification(scope: Scope, id: string): Promise<NotificationDetail> {
  const [row] = await statementInScope<NotificationListItem & { message: unknown }>(
    scope,
    (sql) => sql`
      select ${columns()}, n.message from notifications n where n.project_id = ${scope.projectId} and n.id = ${id}`,
  );
  if (!row) throw notFound();
  const [tries, event] = await Promise.all([
    statementInScope<Try>(
      scope,
      (sql) => sql`
        select number, started_at as "startedAt", ended_at as "endedAt", outcome, code, status as "httpStatus",
               retry_after_seconds as "retryAfterSeconds", ambiguous, detail, exchange
        from attempts where project_id = ${scope.projectId} and notification_id = ${id} order by number`,
    ),
    row.eventId === null ? null : getEvent(scope, row.eventId),
  ]);
  return { ...row, message: parseMessage(row.message), tries, event };
}

export type Summary = {
  counts: Record<"sent" | "failed" | "suppressed" | "held" | "pending", number>;
  eventsLast24h: number;
  hasEvents: boolean;
  lastEventAt: Date | null;
  /** The last 24 hours, oldest first. */
  hourly: { hour: Date; sent: number; failed: number }[];
};

const hourMs = 3_600_000;

/** What happened in a project in the 24 hours before `now`. */
export async function summarize(scope: Scope, { now }: { now: Date }): Promise<Summary> {
  const since = new Date(now.getTime() - 24 * hourMs);
  const [rows, [events]] = await Promise.all([
    statementInScope<{ hour: Date; state: NotificationState; count: number }>(
      scope,
      (sql) => sql`
        select date_bin('1 hour', created_at, ${since}) as hour, state, count(*)::int as count
        from notifications where project_id = ${scope.projectId} and id >= ${idFloor("notification", since)} and created_at >= ${since}
        group by 1, 2`,
    ),
    statementInScope<{ recent: number; lastEventAt: Date | null }>(
      scope,
      (sql) => sql`
        select (select count(*)::int from events where project_id = ${scope.projectId} and id >= ${idFloor("event", since)}) as recent,
               (select received_at from events where project_id = ${scope.projectId} order by id desc limit 1) as "lastEventAt"`,
    ),
  ]);
  const of = (...states: NotificationState[]) =>
    rows.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.count, 0);
  const lastEventAt = events?.lastEventAt ?? null;
  return {
    counts: {
      sent: of("sent"),
      failed: of("failed"),
      suppressed: of("suppressed"),
      held: of("held"),
      pending: of("pending", "sending"),
    },
    eventsLast24h: events?.recent ?? 0,
    hasEvents: lastEventAt !== null,
    lastEventAt,
    hourly: Array.from({ length: 24 }, (_, index) => {
      const hour = new Date(since.getTime() + index * hourMs);
      const inHour = (state: NotificationState) =>
        rows.find((row) => row.hour.getTime() === hour.getTime() && row.state === state)?.count ?? 0;
      return { hour, sent: inHour("sent"), failed: inHour("failed") };
    }),
  };
}
