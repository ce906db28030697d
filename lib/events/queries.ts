import { hotSql } from "@/db/client";
import type { Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { idFloor, isId } from "@/lib/id";
import { type Message, messageSchema } from "@/lib/messages/message";
import type { Try } from "@/lib/notifications/queries";
import { type Decision, parseTrace } from "@/lib/routing/reason";
import { type EventCustomer, eventCustomerSchema } from "./schema";
import type { RouteStamp } from "./what-if-now";

/** An event as it was stored. */
export type StoredEvent = {
  id: string;
  externalId: string;
  type: string;
  source: string;
  environment: Environment;
  occurredAt: Date;
  receivedAt: Date;
  customerId: string | null;
  customer: EventCustomer | null;
  data: Record<string, unknown>;
};

type EventRow = Omit<StoredEvent, "customer"> & { customer: unknown };

const parseCustomer = (stored: unknown): EventCustomer | null =>
  stored === null || stored === undefined ? null : eventCustomerSchema.parse(stored);

const eventOf = (row: EventRow): StoredEvent => ({ ...row, customer: parseCustomer(row.customer) });

/** Those of the events that no fan-out has decided yet, oldest first. */
export async function listUndecided(scope: Scope, ids: readonly string[]): Promise<StoredEvent[]> {
  const rows = await statementInScope<EventRow>(
    scope,
    (sql) => sql`
      select id, external_id as "externalId", type, source, environment, occurred_at as "occurredAt", received_at as "receivedAt",
             customer_id as "customerId", customer, data
      from events where project_id = ${scope.projectId} and id = any(${[...ids]}) and decided_at is null
      order by id`,
  );
  return rows.map(eventOf);
}

/**
 * What these events say of their customers, decided or not; events without a customer are left out, and what rules say, which is
 * known from the customers themselves.
 */
export async function listCustomerEvents(
  scope: Scope,
  ids: readonly string[],
): Promise<Pick<StoredEvent, "id" | "environment" | "occurredAt" | "receivedAt" | "customer">[]> {
  const rows = await statementInScope<
    Pick<EventRow, "id" | "environment" | "occurredAt" | "receivedAt" | "customer">
  >(
    scope,
    (sql) => sql`
      select id, environment, occurred_at as "occurredAt", received_at as "receivedAt", customer
      from events where project_id = ${scope.projectId} and id = any(${[...ids]}) and customer_id is not null
        and source <> 'rules'
      order by id`,
  );
  return rows.map((row) => ({ ...row, customer: parseCustomer(row.customer) }));
}

export type EventListItem = {
  id: string;
  externalId: string;
  type: string;
  source: string;
  environment: Environment;
  customerId: string | null;
  customerName: string | null;
  occurredAt: Date;
  receivedAt: Date;
  decidedAt: Date | null;
  notifications: { sent: number; failed: number; suppressed: number; open: number };
};

export type EventFilter = {
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Our id of an event, or the sender's. */
  id?: string | undefined;
  type?: string | undefined;
  customerId?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

/** Most rows of one page. */
export const maxPage = 100;

/** Ids begin with the instant of making, a little before that of receiving: a range of ids, widened, is an index range. */
const slackened = (instant: Date, direction: 1 | -1) => new Date(instant.getTime() + direction * 600_000);

/** A project's events, newest first, by cursor (the last id of the page before). */
export async function listEvents(
  scope: Scope,
  filter: EventFilter,
): Promise<{ items: EventListItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), maxPage);
  const sql = hotSql();
  const conditions = [
    filter.cursor ? sql`and e.id < ${filter.cursor}` : sql``,
    filter.id
      ? sql`and e.id in (
          select ${filter.id} union all select id from events where project_id = ${scope.projectId} and external_id = ${filter.id})`
      : sql``,
    filter.type ? sql`and e.type = ${filter.type}` : sql``,
    filter.customerId ? sql`and e.customer_id = ${filter.customerId}` : sql``,
    filter.from
      ? sql`and e.received_at >= ${filter.from} and e.id >= ${idFloor("event", slackened(filter.from, -1))}`
      : sql``,
    filter.to
      ? sql`and e.received_at < ${filter.to} and e.id < ${idFloor("event", slackened(filter.to, 1))}`
      : sql``,
  ];
  const rows = await sql<(Omit<EventListItem, "notifications"> & EventListItem["notifications"])[]>`
    with page as (
      select * from events e where e.project_id = ${scope.projectId} ${conditions}
      order by e.id desc limit ${limit + 1}
    )
    select page.id, page.external_id as "externalId", page.type, page.source, page.environment, page.customer_id as "customerId",
           page.customer ->> 'name' as "customerName", page.occurred_at as "occurredAt", page.received_at as "receivedAt",
           page.decided_at as "decidedAt", n.sent, n.failed, n.suppressed, n.open
    from page left join lateral (
      select count(*) filter (where state = 'sent')::int as sent, count(*) filter (where state = 'failed')::int as failed,
             count(*) filter (where state = 'suppressed')::int as suppressed,
             count(*) filter (where state in ('held', 'pending', 'sending'))::int as open
      from notifications where project_id = ${scope.projectId} and event_id = page.id
    ) n on true
    order by page.id desc`;
  const items = rows.slice(0, limit).map(({ sent, failed, suppressed, open, ...row }) => ({
    ...row,
    notifications: { sent, failed, suppressed, open },
  }));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

export type EventDetail = StoredEvent & {
  decidedAt: Date | null;
  extra: Record<string, unknown> | null;
  trace: Decision[] | null;
  /** Since when customer and data can no longer be read; what is left says which route decided what. */
  payloadDeletedAt: Date | null;
  notifications: {
    id: string;
    state: string;
    destinationId: string;
    destinationName: string;
    routeId: string | null;
    reason: unknown;
    attempts: number;
  }[];
};

/** One event with what was decided about it. @throws AppError `not_found`, also for another project's id. */
export async function getEvent(scope: Scope, id: string): Promise<EventDetail> {
  if (!isId("event", id)) throw notFound();
  const [row] = await statementInScope<
    EventRow & Pick<EventDetail, "decidedAt" | "extra" | "payloadDeletedAt"> & { trace: unknown }
  >(
    scope,
    (sql) => sql`
      select id, external_id as "externalId", type, source, environment, occurred_at as "occurredAt", received_at as "receivedAt",
             customer_id as "customerId", customer, data, extra, decided_at as "decidedAt", trace, payload_deleted_at as "payloadDeletedAt"
      from events where project_id = ${scope.projectId} and id = ${id}`,
  );
  if (!row) throw notFound();
  const notifications = await statementInScope<EventDetail["notifications"][number]>(
    scope,
    (sql) => sql`
      select id, state, destination_id as "destinationId", destination_name as "destinationName", route_id as "routeId", reason, attempts
      from notifications where project_id = ${scope.projectId} and event_id = ${id} order by sequence`,
  );
  return { ...row, ...eventOf(row), trace: row.trace === null ? null : parseTrace(row.trace), notifications };
}

/** What is told of a notification beyond its row in the log. */
export type Sequel = {
  tries: Try[];
  /** Whose words it is told in, and what was kept out of it. */
  origin: Message["origin"] | null;
};

/** What followed from an event, by the notification's id. */
export async function listSequels(scope: Scope, eventId: string): Promise<ReadonlyMap<string, Sequel>> {
  const [made, tries] = await Promise.all([
    statementInScope<{ id: string; origin: unknown }>(
      scope,
      (sql) => sql`
        select id, message -> 'origin' as origin from notifications
        where project_id = ${scope.projectId} and event_id = ${eventId}`,
    ),
    statementInScope<Try & { notificationId: string }>(
      scope,
      (sql) => sql`
        select a.notification_id as "notificationId", a.number, a.started_at as "startedAt", a.ended_at as "endedAt", a.outcome,
               a.code, a.status as "httpStatus", a.retry_after_seconds as "retryAfterSeconds", a.ambiguous, a.detail
        from notifications n join attempts a on a.project_id = n.project_id and a.notification_id = n.id
        where n.project_id = ${scope.projectId} and n.event_id = ${eventId} order by a.notification_id, a.number`,
    ),
  ]);
  const sequels = new Map<string, Sequel>();
  for (const { id, origin } of made) {
    const read = messageSchema.shape.origin.parse(origin ?? undefined);
    sequels.set(id, { tries: [], origin: read ?? null });
  }
  for (const { notificationId, ...each } of tries) sequels.get(notificationId)?.tries.push(each);
  return sequels;
}

/** When each of a project's routes, and of its rules that tell destinations, was made and last changed. */
export function listRouteStamps(scope: Scope): Promise<RouteStamp[]> {
  return statementInScope<RouteStamp>(
    scope,
    (sql) => sql`
      select id, created_at as "createdAt", updated_at as "updatedAt" from routes where project_id = ${scope.projectId}
      union all
      select id, created_at, updated_at from rules
      where project_id = ${scope.projectId} and jsonb_array_length(definition -> 'destinations') > 0`,
  );
}

export type Unannounced = { organizationId: string; projectId: string; eventIds: string[] };

/**
 * Events that were committed but not decided within the grace: their announcement was lost or the process died before it.
 * Oldest first, grouped by project, at most 500 ids each.
 */
export async function findUnannounced(_scope: SystemScope, graceSeconds: number): Promise<Unannounced[]> {
  const rows = await hotSql()<Unannounced[]>`
    with waiting as (
      select project_id, id from events
      where decided_at is null and received_at < now() - make_interval(secs => ${graceSeconds})
      order by received_at limit 20000
    ), numbered as (
      select project_id, id, (row_number() over (partition by project_id order by id) - 1) / 500 as chunk from waiting
    )
    select p.organization_id as "organizationId", n.project_id as "projectId", array_agg(n.id order by n.id) as "eventIds"
    from numbered n join projects p on p.id = n.project_id
    group by p.organization_id, n.project_id, n.chunk`;
  return [...rows];
}
