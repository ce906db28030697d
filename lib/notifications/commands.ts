import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { DestinationKind, Environment, NotificationKind, NotificationState, Severity } from "@/db/enums";
import { inScope, statementInScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { getDestination } from "@/lib/destinations/queries";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import type { Message } from "@/lib/messages/message";
import { composeTest } from "@/lib/messages/test-message";
import type { Decision, Reason } from "@/lib/routing/reason";

/** A notification as fan-out decided it, before it is stored. */
export type Planned = {
  id: string;
  dedupeKey: string;
  kind: NotificationKind;
  eventId: string | null;
  eventType: string;
  customerId: string | null;
  routeId: string | null;
  routeName: string | null;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  lane: string;
  environment: Environment;
  severity: Severity;
  state: Extract<NotificationState, "pending" | "suppressed" | "held">;
  reason: Reason;
  /** The notification that this one stands in for. */
  fallbackFor: string | null;
  message: Message;
};

/** One event with its decisions and what follows from them. */
export type DecidedEvent = { eventId: string; trace: readonly Decision[]; planned: readonly Planned[] };

/**
 * Stores the decisions of a batch and the notifications that follow, in one statement. An event that another run has
 * decided meanwhile is left alone; a notification that exists already is not made twice.
 * @returns the lanes for which nobody has yet asked for a drain.
 */
export async function planNotifications(scope: Scope, decided: readonly DecidedEvent[]): Promise<Wake[]> {
  if (decided.length === 0) return [];
  const events = decided.map(({ eventId, trace }) => ({ id: eventId, trace }));
  const rows = decided.flatMap(({ planned }) => planned);
  return statementInScope<Wake>(
    scope,
    (sql) => sql`
      with decided as (
        update events e set decided_at = now(), trace = i.trace
        from json_to_recordset(${JSON.stringify(events)}::text::json) as i(id text, trace jsonb)
        where e.project_id = ${scope.projectId} and e.id = i.id and e.decided_at is null
        returning e.id
      ), ${plannedRows(sql, scope, rows, sql`where i."eventId" in (select id from decided)`)}`,
  );
}

/**
 * The shared tail of every planning statement: store the rows, then ask for a drain of each lane that has none coming in
 * time. A lane that folds a burst is left alone until its quiet ends, unless something urgent was planned.
 */
function plannedRows(
  sql: postgres.Sql,
  scope: Scope,
  rows: readonly Planned[],
  condition: postgres.Fragment,
): postgres.Fragment {
  return sql`
    made as (
      insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, customer_id, route_id, route_name,
        destination_id, destination_name, destination_kind, lane, environment, severity, state, reason, message, fallback_for, due_at, settled_at)
      select ${scope.projectId}, i.id, i."dedupeKey", i.kind, i."eventId", i."eventType", i."customerId", i."routeId", i."routeName",
        i."destinationId", i."destinationName", i."destinationKind", i.lane, i.environment, i.severity, i.state, i.reason, i.message,
        i."fallbackFor", case when i.state = 'pending' then now() end, case when i.state = 'suppressed' then now() end
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as i(
        id text, "dedupeKey" text, kind text, "eventId" text, "eventType" text, "customerId" text, "routeId" text, "routeName" text,
        "destinationId" text, "destinationName" text, "destinationKind" text, lane text, environment text, severity text,
        state text, reason jsonb, message jsonb, "fallbackFor" text) ${condition}
      on conflict (project_id, dedupe_key) do nothing
      returning lane, state, severity, kind
    ), touched as (
      select lane, bool_or(severity = 'critical' or kind <> 'event') as is_urgent from made where state = 'pending' group by lane
    )
    insert into lanes (key, wake_at)
    select t.lane, greatest(now(), l.next_at, case when not t.is_urgent then l.quiet_until end)
    from touched t left join lanes l on l.key = t.lane order by t.lane
    on conflict (key) do update set wake_at = excluded.wake_at
      where lanes.wake_at is null or lanes.wake_at > excluded.wake_at or lanes.wake_at < now() - interval '10 seconds'
    returning key as lane, wake_at as at`;
}

/** Stores one notification that follows from no event, unless its dedupe key is there already. @returns the lane to wake. */
export async function planOne(scope: Scope, planned: Planned): Promise<Wake[]> {
  return statementInScope<Wake>(scope, (sql) => sql`with ${plannedRows(sql, scope, [planned], sql``)}`);
}

type TestTarget = { id: string; name: string; kind: DestinationKind; lane: string };
type PlannedTest = { notificationId: string; wakes: Wake[] };

/**
 * Makes a test notification: the real way out, marked as a test, written into the audit log (STA-57).
 * @returns its id and the lane to wake. @throws AppError `not_found`, also for another project's destination.
 */
export async function planTest(
  scope: Scope,
  destinationId: string,
  { now }: { now: Date },
): Promise<PlannedTest> {
  const destination = await getDestination(scope, destinationId);
  return planTestMessage(scope, destination, composeTest(destination.name, now));
}

/** As `planTest`, with words of the caller's own. */
export async function planTestMessage(
  scope: Scope,
  target: TestTarget,
  message: Message,
): Promise<PlannedTest> {
  const id = newId("notification");
  const wakes = await planOne(scope, {
    id,
    dedupeKey: `test|${id}`,
    kind: "test",
    eventId: null,
    eventType: message.eventType,
    customerId: null,
    routeId: null,
    routeName: null,
    destinationId: target.id,
    destinationName: target.name,
    destinationKind: target.kind,
    lane: target.lane,
    environment: message.environment,
    severity: message.severity,
    state: "pending",
    reason: { code: "test", text: "Somebody pressed Test." },
    fallbackFor: null,
    message,
  });
  await inScope(scope, (tx) =>
    recordAudit(tx, scope, {
      action: "destination.test",
      targetId: target.id,
      after: { notificationId: id },
    }),
  );
  return { notificationId: id, wakes };
}

/**
 * Sends a settled notification again as a new one, with the same words. The old row keeps its story.
 * @throws AppError `not_found` for another project's id.
 */
export async function planResend(
  scope: Scope,
  notificationId: string,
): Promise<{ notificationId: string; wakes: Wake[] }> {
  const id = newId("notification");
  const sql = hotSql();
  const reason = { code: "resend", text: `Sent again by hand, as ${notificationId} was.` };
  const wakes = await sql<Wake[]>`
    with made as (
      insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, customer_id, route_id, route_name,
        destination_id, destination_name, destination_kind, lane, environment, severity, state, reason, message, due_at)
      select n.project_id, ${id}, ${`resend|${id}`}, 'resend', n.event_id, n.event_type, n.customer_id, n.route_id, n.route_name,
        d.id, d.name, d.kind, d.lane, n.environment, n.severity, 'pending', ${sql.json(reason)}, n.message, now()
      from notifications n join destinations d on d.project_id = n.project_id and d.id = n.destination_id
      where n.project_id = ${scope.projectId} and n.id = ${notificationId}
      returning lane
    )
    insert into lanes (key, wake_at) select lane, now() from made
    on conflict (key) do update set wake_at = greatest(now(), lanes.next_at)
    returning key as lane, wake_at as at`;
  if (wakes.length === 0) throw notFound();
  await inScope(scope, (tx) =>
    recordAudit(tx, scope, {
      action: "notification.resend",
      targetId: notificationId,
      after: { notificationId: id },
    }),
  );
  return { notificationId: id, wakes };
}
