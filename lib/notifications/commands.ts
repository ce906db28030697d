import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { DestinationKind } from "@/db/enums";
import { inScope, statementInScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { caseParts } from "@/lib/cases/commands";
import { getDestination } from "@/lib/destinations/queries";
import { notFound } from "@/lib/errors";
import { countParts } from "@/lib/events/buckets/commands";
import type { Counted } from "@/lib/events/buckets/counted";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import type { Message } from "@/lib/messages/message";
import { composeTest } from "@/lib/messages/test-message";
import { type CheckOf, checkParts, givenRows } from "@/lib/rules/checks/commands";
import type { DecidedEvent, Planned } from "./planned";

export type { DecidedEvent, Planned } from "./planned";

/** What the events of a batch come to in their hours, and what rules must look at because of them. */
export type Counts = { counted?: readonly Counted[]; checks?: readonly CheckOf[] };

function countPart(
  sql: postgres.Sql,
  scope: Scope,
  { counted = [], checks = [] }: Counts,
): postgres.Fragment {
  const buckets =
    counted.length > 0
      ? sql`${countParts(sql, scope, counted, sql`k."eventId" in (select id from decided)`)},`
      : sql``;
  const asked = sql`k."sourceId" in (select id from decided)`;
  const checked = checks.length > 0 ? sql`${checkParts(sql, scope, givenRows(sql, checks, asked))},` : sql``;
  return sql`${buckets} ${checked}`;
}

/**
 * Stores the decisions of a batch, the cases' next steps and the notifications that follow, counts its events and asks for
 * the rules that watch them to be looked at, in one statement. An event that another run has decided meanwhile is left alone
 * and not counted again; a notification that exists already is not made twice.
 * @returns the lanes for which nobody has yet asked for a drain.
 */
export async function planNotifications(
  scope: Scope,
  decided: readonly DecidedEvent[],
  { counted = [], checks = [] }: Counts = {},
): Promise<Wake[]> {
  if (decided.length === 0) return [];
  const events = decided.map(({ eventId, trace }) => ({ id: eventId, trace }));
  const rows = decided.flatMap(({ planned }) => planned);
  const steps = decided.flatMap(({ step }) => step ?? []);
  return statementInScope<Wake>(scope, (sql) => {
    const isDecided = sql`"eventId" in (select id from decided)`;
    const cases = steps.length > 0 ? sql`${caseParts(sql, scope, steps, sql`where s.${isDecided}`)},` : sql``;
    const countRows = countPart(sql, scope, { counted, checks });
    return sql`
      with decided as (
        update events e set decided_at = now(), trace = i.trace
        from json_to_recordset(${JSON.stringify(events)}::text::json) as i(id text, trace jsonb)
        where e.project_id = ${scope.projectId} and e.id = i.id and e.decided_at is null
        returning e.id
      ), ${cases} ${countRows} ${plannedRows(sql, scope, rows, { condition: sql`where i.${isDecided}`, hasCases: steps.length > 0 })}`;
  });
}

type Tail = {
  condition: postgres.Fragment;
  /** Whether the statement takes steps into cases, so that the rows find theirs by its key. */
  hasCases: boolean;
};

/**
 * When a notification of a case is due: with what of the case waits already, so that all of it is told together, else when
 * what belongs to it has had its time to come in.
 */
function casePart(sql: postgres.Sql, scope: Scope, hasCases: boolean) {
  if (!hasCases) return { join: sql``, id: sql`i."caseId"`, due: sql`now()` };
  return {
    join: sql`left join joined j on j.key = i."caseKey" and j.environment = i.environment`,
    id: sql`coalesce(j.id, i."caseId")`,
    due: sql`greatest(case when i.severity <> 'critical' then j.snoozed_until end, coalesce(
      (select min(w.due_at) from notifications w where w.project_id = ${scope.projectId} and w.case_id = j.id
         and w.destination_id = i."destinationId" and w.state = 'pending' and w.due_at > now() and w.due_at <= now() + interval '10 seconds'),
      now() + make_interval(secs => max(coalesce(i."settleSeconds", 0)) over (partition by i."caseKey", i.environment, i."destinationId"))))`,
  };
}

/**
 * The shared tail of every planning statement: store the rows, then ask for a drain of each lane that has none coming in
 * time. A lane that folds a burst is left alone until its quiet ends, unless something urgent was planned.
 */
function plannedRows(
  sql: postgres.Sql,
  scope: Scope,
  rows: readonly Planned[],
  { condition, hasCases }: Tail,
): postgres.Fragment {
  const inCase = casePart(sql, scope, hasCases);
  // A join keeps no order, and the order of the rows is the order in which they are told.
  const placed = rows.map((row, place) => ({ ...row, place }));
  return sql`
    made as (
      insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, customer_id, route_id, route_name,
        destination_id, destination_name, destination_kind, lane, environment, severity, state, reason, message, fallback_for,
        held_for, digest_id, held_until, progress, case_id, due_at, settled_at)
      select ${scope.projectId}, i.id, i."dedupeKey", i.kind, i."eventId", i."eventType", i."customerId", i."routeId", i."routeName",
        i."destinationId", i."destinationName", i."destinationKind", i.lane, i.environment, i.severity, i.state, i.reason, i.message,
        i."fallbackFor", i."heldFor", i."digestId", i."heldUntil", i.progress, ${inCase.id}, case when i.state = 'pending' then ${inCase.due} end,
        case when i.state = 'suppressed' then now() end
      from json_to_recordset(${JSON.stringify(placed)}::text::json) as i(place int,
        id text, "dedupeKey" text, kind text, "eventId" text, "eventType" text, "customerId" text, "routeId" text, "routeName" text,
        "destinationId" text, "destinationName" text, "destinationKind" text, lane text, environment text, severity text,
        state text, reason jsonb, message jsonb, "fallbackFor" text, "heldFor" text, "digestId" text, "heldUntil" timestamptz, progress jsonb, "caseId" text, "caseKey" text, "settleSeconds" int)
      ${inCase.join} ${condition} order by i.place
      on conflict (project_id, dedupe_key) do nothing
      returning lane, state, severity, kind, due_at
    ), touched as (
      select lane, bool_or(severity = 'critical' or kind <> 'event') as is_urgent, min(due_at) as due_at
      from ${
        hasCases
          ? sql`(select lane, severity, kind, due_at, state from made union all
        select lane, severity, kind, due_at, state from signalled)`
          : sql`made`
      } all_made
      where state = 'pending' group by lane
    )
    insert into lanes (key, wake_at)
    select t.lane, greatest(t.due_at, l.next_at, case when not t.is_urgent then l.quiet_until end)
    from touched t left join lanes l on l.key = t.lane order by t.lane
    on conflict (key) do update set wake_at = excluded.wake_at
      where lanes.wake_at is null or lanes.wake_at > excluded.wake_at or lanes.wake_at < now() - interval '10 seconds'
    returning key as lane, wake_at as at`;
}

/** Parts of a statement that go before the rows, of which the one that is named must have a row for them to be stored. */
type Guard = { parts: (sql: postgres.Sql) => postgres.Fragment; name: string };

/**
 * Stores notifications that no decision led to, but for those whose dedupe key is there already.
 * @param guard what must come about in the same statement for them to be stored. @returns the lanes to wake.
 */
export async function planRows(scope: Scope, rows: readonly Planned[], guard?: Guard): Promise<Wake[]> {
  if (rows.length === 0) return [];
  return statementInScope<Wake>(scope, (sql) => {
    const before = guard ? sql`${guard.parts(sql)},` : sql``;
    const condition = guard ? sql`where exists (select from ${sql(guard.name)})` : sql``;
    return sql`with ${before} ${plannedRows(sql, scope, rows, { condition, hasCases: false })}`;
  });
}

/** Stores one notification that follows from no event, unless its dedupe key is there already. @returns the lane to wake. */
export async function planOne(scope: Scope, planned: Planned): Promise<Wake[]> {
  return planRows(scope, [planned]);
}

type TestTarget = {
  id: string;
  name: string;
  kind: DestinationKind;
  lane: string;
  progress?: { owner: string };
};
type PlannedTest = { notificationId: string; wakes: Wake[] };

/**
 * Makes a test notification: the real way out, marked as a test, written into the audit log (STA-57).
 * @param presser the address of the person who asks for it, where it is one.
 * @returns its id and the lane to wake. @throws AppError `not_found`, also for another project's destination.
 */
export async function planTest(
  scope: Scope,
  destinationId: string,
  { now, presser }: { now: Date; presser?: string },
): Promise<PlannedTest> {
  const destination = await getDestination(scope, destinationId);
  // Where only customers' owners are written to, a test goes to whoever asks for it.
  const owner = destination.recipients?.every((one) => one === "owner") ? presser : undefined;
  const target = { ...destination, ...(owner !== undefined && { progress: { owner } }) };
  return planTestMessage(scope, target, composeTest(destination.name, now));
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
    ...(target.progress && { progress: target.progress }),
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
  const reason = {
    code: "resend",
    text: `Sent again by hand, as ${notificationId} was.`,
    of: notificationId,
  };
  const wakes = await sql<Wake[]>`
    with made as (
      insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, customer_id, route_id, route_name,
        destination_id, destination_name, destination_kind, lane, environment, severity, state, reason, message, progress, due_at)
      select n.project_id, ${id}, ${`resend|${id}`}, 'resend', n.event_id, n.event_type, n.customer_id, n.route_id, n.route_name,
        d.id, d.name, d.kind, case when n.lane like d.lane || ':%' then n.lane else d.lane end, n.environment, n.severity, 'pending',
        ${sql.json(reason)}, n.message, case when n.progress ? 'owner' then jsonb_build_object('owner', n.progress -> 'owner') end, now()
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
