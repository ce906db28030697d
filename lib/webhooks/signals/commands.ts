import { sql as drizzleSql } from "drizzle-orm";
import type postgres from "postgres";
import type { Transaction } from "@/db/client";
import { hotSql } from "@/db/client";
import type { NotificationKind } from "@/db/enums";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import type { Settlement } from "@/lib/lanes/settle";
import type { Signal, Topic } from "@/lib/webhooks/topics";

/** Room for the count at the end of an id: a statement tells a million signals at most. */
const countDigits = 6;
const idsOfOneStatement = () => newId("notification").slice(0, -countDigits);

/** Signals as columns, from the JSON list that stands where the text is cut. */
const listed = [
  `select i."projectId" as project_id, i.topic, i.key, i.environment, i.severity, i.text, i."customerId" as customer_id,
     i."occurredAt" as at, null::text as about, i.data
   from json_to_recordset(`,
  `::text::json) as i("projectId" text, topic text, key text, environment text, severity text, text text,
     "customerId" text, "occurredAt" timestamptz, data jsonb)`,
] as const;

/** What is stored as the message of a signal: a snapshot like any other, with what is told under `signal`. */
const message = `jsonb_build_object('version', 1, 'layout', 'standard', 'severity', s.severity, 'emoji', ':satellite_antenna:',
  'color', '#667085', 'text', s.text, 'headline', jsonb_build_array(jsonb_build_object('kind', 'text', 'text', s.text)),
  'fields', '[]'::jsonb, 'links', '[]'::jsonb, 'environment', s.environment, 'isTest', false, 'eventType', s.topic,
  'reference', s.key, 'occurredAt', floor(extract(epoch from s.at))::bigint, 'signal', s.data)`;

/** The statement's part `signalled`, cut where the beginning of the ids stands. Needs a part `signals` before it. */
const told = [
  `signalled as (
    insert into notifications (project_id, id, dedupe_key, kind, event_type, customer_id, destination_id, destination_name,
      destination_kind, lane, environment, severity, state, reason, message, due_at)
    select s.project_id, `,
  ` || lpad((row_number() over (order by s.at, s.key, d.id))::text, ${countDigits}, '0'),
      'signal|' || s.topic || '|' || s.key || '|' || d.id, 'signal', s.topic, s.customer_id, d.id, d.name, d.kind, d.lane,
      s.environment, s.severity, case d.status when 'broken' then 'held' else 'pending' end,
      case d.status when 'broken' then '{"code":"destination_broken","text":"The webhook was found broken, so this is held until it is mended."}'::jsonb
        else jsonb_build_object('code', 'subscribed', 'text', 'The webhook is subscribed to ' || s.topic || '.') end,
      ${message}, case when d.status <> 'broken' then now() end
    from signals s join destinations d on d.project_id = s.project_id and d.topics <> '{}' and s.topic = any(d.topics)
      and d.kind = 'webhook' and d.enabled and d.id is distinct from s.about and (d.accepts_sandbox or s.environment <> 'sandbox')
    on conflict (project_id, dedupe_key) do nothing
    returning lane, state, severity, kind, due_at
  )`,
] as const;

/**
 * The parts of a statement that tell subscribed webhooks of what the statement itself changes: `signals` and `signalled`
 * (lane, state, severity, kind, due_at of each notification made). With nobody subscribed it looks at one small index.
 * Whoever adds it asks for a drain of the lanes afterwards: `wakeSignalled`.
 * @param source selects project_id, topic, key, environment, severity, text, customer_id, at, about (a destination that is
 * itself not told, or null), data (jsonb).
 */
export function signalParts(sql: postgres.Sql, source: postgres.Fragment): postgres.Fragment {
  return sql`signals as (${source}), ${sql.unsafe(told[0])} ${idsOfOneStatement()}::text ${sql.unsafe(told[1])}`;
}

const jsonOf = (scope: Scope, signals: readonly Signal[]) =>
  JSON.stringify(signals.map((signal) => ({ projectId: scope.projectId, ...signal })));

/** Tells subscribed webhooks of signals, as a part of a transaction. @returns the lanes of `wakeSignalled`. */
export async function planSignals(
  tx: Transaction,
  scope: Scope,
  signals: readonly Signal[],
): Promise<string[]> {
  if (signals.length === 0) return [];
  const raw = drizzleSql.raw;
  const source = drizzleSql`${raw(listed[0])} ${jsonOf(scope, signals)} ${raw(listed[1])}`;
  const rows = await tx.execute<{ lane: string }>(drizzleSql`
    with signals as (${source}), ${raw(told[0])} ${idsOfOneStatement()}::text ${raw(told[1])}
    select distinct lane from signalled where state = 'pending'`);
  return rows.map(({ lane }) => lane);
}

/**
 * Asks for a drain of lanes that signals were just planned for. A process that dies before is healed by sweep-lanes.
 * @returns those for which nobody has asked yet.
 */
export async function wakeSignalled(_scope: Scope | SystemScope, lanes: readonly string[]): Promise<Wake[]> {
  if (lanes.length === 0) return [];
  return hotSql()<Wake[]>`
    insert into lanes (key, wake_at)
    select key, now() from unnest(${[...new Set(lanes)]}::text[]) as key order by key
    on conflict (key) do update set wake_at = greatest(excluded.wake_at, lanes.next_at)
      where lanes.wake_at is null or lanes.wake_at > excluded.wake_at or lanes.wake_at < now() - interval '10 seconds'
    returning key as lane, wake_at as at`;
}

/**
 * What has become of notifications, as a part of the statement that records it: nothing of signals themselves, so that none
 * is told of another. With `lanes`, whose drain is to be asked for.
 * @param from the part that holds the changed rows of `notifications`, whole.
 */
export function outcomeSignals(
  sql: postgres.Sql,
  from: postgres.Fragment,
  { state, code, detail }: Pick<Settlement, "state" | "code" | "detail">,
  at: Date,
  kind: NotificationKind = "event",
): { parts: postgres.Fragment; lanes: postgres.Fragment } {
  if ((state !== "sent" && state !== "failed") || kind === "signal")
    return { parts: sql``, lanes: sql`null::text[]` };
  const topic: Topic = state === "sent" ? "notification.sent" : "notification.failed";
  const error = state === "sent" || code === null ? null : JSON.stringify({ code, detail });
  const source = sql`
    select u.project_id, ${topic}::text as topic, u.id as key, u.environment, u.severity, u.message ->> 'text' as text, u.customer_id,
      ${at}::timestamptz as at, null::text as about, jsonb_build_object(
        'notification', jsonb_build_object('id', u.id, 'kind', u.kind, 'severity', u.severity, 'text', u.message ->> 'text',
          'eventId', u.event_id, 'eventType', u.event_type, 'customerId', u.customer_id, 'caseId', u.case_id,
          'attempts', u.attempts, 'createdAt', ${isoOf(sql, sql`u.created_at`)}),
        'destination', jsonb_build_object('id', u.destination_id, 'name', u.destination_name, 'kind', u.destination_kind),
        'route', case when u.route_id is not null then jsonb_build_object('id', u.route_id, 'name', coalesce(u.route_name, '')) end,
        'error', ${error}::text::jsonb) as data
    from ${from} u where u.kind not in ('signal', 'case_edit')`;
  return {
    parts: sql`${signalParts(sql, source)},`,
    lanes: sql`(select array_agg(distinct lane) from signalled where state = 'pending')`,
  };
}

/** An instant as JSON has it. */
const isoOf = (sql: postgres.Sql, column: postgres.Fragment) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** That destinations were found broken: the rows of a part `broken`. The broken webhook itself is not told. */
export function disabledSignals(sql: postgres.Sql, at: Date): postgres.Fragment {
  const topic: Topic = "destination.disabled";
  return sql`
    select b.project_id, ${topic}::text as topic, b.id || '|' || ${at.toISOString()}::text as key, 'production' as environment,
      'critical' as severity, 'Destination “' || b.name || '” was found broken: ' || (b.last_error ->> 'message') as text,
      null::text as customer_id, ${at}::timestamptz as at, b.id as about, jsonb_build_object(
        'destination', jsonb_build_object('id', b.id, 'name', b.name, 'kind', b.kind),
        'error', jsonb_build_object('code', b.last_error ->> 'code', 'message', b.last_error ->> 'message',
          'fix', b.last_error ->> 'fix')) as data
    from broken b`;
}

/**
 * What has become of cases, as a part of the statement that takes steps into them (lib/cases/commands): opened, opened again
 * or resolved. The turn that did it makes it one, whoever sees it first.
 * @param before the part of the cases as they were: id, state. @param after the part of the cases as they are, whole.
 */
export function caseSignals(
  sql: postgres.Sql,
  before: postgres.Fragment,
  after: postgres.Fragment,
): postgres.Fragment {
  return sql`
    select c.project_id, case c.state when 'resolved' then 'case.resolved' else 'case.opened' end as topic,
      c.id || '|' || coalesce(c.turn_event_id, '') as key, c.environment, c.severity, c.text, c.customer_id,
      now() as at, null::text as about, jsonb_build_object('case', ${caseFacts(sql)}) as data
    from ${after} c left join (select distinct id, state from ${before}) b on b.id = c.id
    where b.state is distinct from c.state`;
}

/** A case `c` as topics tell it. */
export const caseFacts = (
  sql: postgres.Sql,
) => sql`jsonb_build_object('id', c.id, 'key', c.key, 'state', c.state,
  'severity', c.severity, 'text', c.text, 'customer', case when c.customer_id is not null
    then jsonb_build_object('id', c.customer_id, 'name', c.customer_name) end)`;

/**
 * Asks for a drain of the lanes of a project's webhooks that have a signal to tell, for whoever does not know which.
 * @returns those for which nobody has asked yet.
 */
export async function wakeSubscribed(
  scope: Scope | SystemScope,
  projectIds: readonly string[],
): Promise<Wake[]> {
  const rows = await hotSql()<{ lane: string }[]>`
    select d.lane from destinations d
    where d.project_id = any(${[...new Set(projectIds)]}) and d.topics <> '{}' and d.kind = 'webhook'
      and exists (select from notifications n where n.lane = d.lane and n.state = 'pending' and n.due_at <= now())`;
  return wakeSignalled(
    scope,
    rows.map(({ lane }) => lane),
  );
}
