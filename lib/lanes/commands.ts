import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { DestinationKind } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { explainFor } from "@/lib/destinations/explain";
import type { Outcome } from "@/lib/destinations/transport";
import type { LaneMood } from "@/lib/folds/move";
import { outcomeSignals } from "@/lib/webhooks/signals/commands";
import { type AfterTry, afterTry } from "./after-try";
import { type Claimed, type ClaimRow, claimedOf } from "./claim-row";
import { leaseSeconds, workspaceLane, workspacePace } from "./pace";
import type { Settlement } from "./settle";

/** A lane that must be looked at, and when. */
export type Wake = { lane: string; at: Date };

export type OpenLane = {
  /** Nothing may be sent before it: the lane's pace, its workspace's, or what a 429 asked for. */
  readyAt: Date | null;
  mood: LaneMood;
};

/**
 * Opens a drain: from here on whoever plans for this lane asks for a new one. Must commit before `claim` looks,
 * or a notification planned at the same moment could be seen by neither.
 */
export async function beginDrain(_scope: SystemScope, lane: string): Promise<OpenLane> {
  const [row] = await hotSql()<{ readyAt: Date | null; foldLevel: number; quietUntil: Date | null }[]>`
    with own as (
      insert into lanes (key) values (${lane})
      on conflict (key) do update set wake_at = null
      returning next_at, fold_level, quiet_until
    )
    select greatest(next_at, (select next_at - make_interval(secs => ${workspacePace.aheadSeconds}) from lanes
                              where key = ${workspaceLane(lane)})) as "readyAt",
           fold_level as "foldLevel", quiet_until as "quietUntil"
    from own`;
  return {
    readyAt: row?.readyAt ?? null,
    mood: { foldLevel: row?.foldLevel ?? 0, quietUntil: row?.quietUntil ?? null },
  };
}

/** Asks for a drain of this lane at an instant; the caller then sends the wake-up. */
export async function planWake(_scope: SystemScope, wake: Wake): Promise<void> {
  await hotSql()`update lanes set wake_at = ${wake.at} where key = ${wake.lane}`;
}

/** What is never folded: what is critical, and what somebody asked for by hand. */
export const urgent = () => hotSql()`(severity = 'critical' or kind <> 'event')`;

/** Who wants no mail any more of the destination `d`, or of its whole project; null where it is no mail. */
export const optedOutOf = (sql: postgres.Sql) => sql`case when d.kind = 'email' then (
  select array_agg(distinct o.email) from email_opt_outs o where o.project_id = d.project_id and o.destination_id in (d.id, '')) end`;

/** The case of a claimed row `c` while that is the first and only thing that anybody was to be told of it. */
const freshCase = (sql: postgres.Sql) => sql`(
  select json_build_object('state', s.state, 'severity', s.severity, 'key', s.key, 'customerId', s.customer_id,
    'turnEventId', s.turn_event_id, 'leadEventType', s.lead_event_type) from cases s
  where s.project_id = c.project_id and s.id = c.case_id and s.version = 1 and s.lead_event_id = c.event_id
    and s.acknowledged_at is null and s.assigned_to is null and s.snoozed_until is null and c.attempts = 1
    and not exists (select from notifications k where k.project_id = c.project_id and k.case_id = c.case_id
      and k.destination_id = c.destination_id and k.id <> c.id)
    and not exists (select from case_messages m where m.project_id = c.project_id and m.case_id = c.case_id
      and m.destination_id = c.destination_id))`;

type ClaimOptions = { size: number; urgentOnly: boolean };

/**
 * The lock of a lane, as part of a claim: taken when nobody else holds it and its pace allows it. A row lock alone would not
 * do, for the second of two claims at once would look at what was there before the first. Nor would the pace that was read
 * when the drain began: another drain may have sent and given the lane back meanwhile.
 */
export const holding = (lane: string) => hotSql()`
  held_lane as (
    insert into lanes (key, busy_until) values (${lane}, now() + make_interval(secs => ${leaseSeconds}))
    on conflict (key) do update set busy_until = excluded.busy_until
      where (lanes.busy_until is null or lanes.busy_until <= now())
        and (lanes.next_at is null or lanes.next_at <= ${new Date()}::timestamptz)
    returning key
  )`;

/** Gives a lane back after a claim that found nothing, or when its holder has nothing more to write. */
export async function freeLane(_scope: SystemScope, lane: string): Promise<void> {
  await hotSql()`update lanes set busy_until = null where key = ${lane}`;
}

/**
 * Takes up to `size` due notifications of a lane, oldest decision first, under a lease. A lease that ran out belonged to a
 * process that died: the try is logged as unknown and the message goes again, marked as possibly doubled.
 * Nothing is taken while another holds the lane or a lease in it; `record`, `putAside` or `freeLane` give it back.
 */
export async function claim(
  scope: SystemScope,
  lane: string,
  { size, urgentOnly }: ClaimOptions,
): Promise<Claimed[]> {
  const sql = hotSql();
  const only = urgentOnly ? sql`and state in ('pending', 'sending') and ${urgent()}` : sql``;
  const rows = await sql<(ClaimRow | { id: null })[]>`
    with ${holding(lane)}, due as (
      select project_id, id, state, attempts, lease_until from notifications n
      where lane = ${lane} ${only} and exists (select from held_lane)
        and (state = 'pending' and due_at <= now() or state = 'sending' and lease_until <= now())
        and not exists (select from notifications b where b.lane = ${lane} and b.state = 'sending' and b.lease_until > now())
      order by sequence limit ${size} for update skip locked
    ), lost as (
      insert into attempts (project_id, notification_id, number, started_at, outcome, code, ambiguous)
      select project_id, id, attempts, lease_until - make_interval(secs => ${leaseSeconds}), 'unknown', 'process_lost', true
      from due where state = 'sending' on conflict do nothing
    ), claimed as (
      update notifications n set state = 'sending', attempts = n.attempts + 1, due_at = null, folded_into = null,
        lease_until = now() + make_interval(secs => ${leaseSeconds}),
        possibly_duplicated = n.possibly_duplicated or d.state = 'sending'
      from due d where n.project_id = d.project_id and n.id = d.id
      returning n.*
    )
    select c.project_id, p.organization_id, c.id, c.kind as notification_kind, c.attempts, c.failures, c.created_at, c.message, c.progress,
           case when c.failures > 0 then (select count(*)::int from attempts a where a.project_id = c.project_id
             and a.notification_id = c.id and a.ambiguous and a.outcome = 'retry') else 0 end as ambiguous_failures,
           c.case_id, c.event_id, ${freshCase(sql)} as fresh_case, c.destination_id as claimed_destination_id,
           d.case_history, ${optedOutOf(sql)} as opted_out, d.id as destination_id, d.name as destination_name, d.kind, d.enabled, d.status as destination_status,
           d.suspected_code, d.suspected_at, d.failing_since, d.warned_at, d.config, d.secret,
           i.id as installation_id, i.status as installation_status, i.bot_token, i.token_expires_at
    from held_lane
    left join claimed c on true
    left join projects p on p.id = c.project_id
    left join destinations d on d.project_id = c.project_id and d.id = c.destination_id
    left join slack_installations i on i.organization_id = p.organization_id and i.id = d.config ->> 'installationId'
    order by c.sequence`;
  const claimed = rows.flatMap((row) => (row.id === null ? [] : [claimedOf(row)]));
  if (rows.length > 0 && claimed.length === 0) await freeLane(scope, lane);
  return claimed;
}

type Recorded = {
  lane: string;
  claimed: Claimed;
  outcome?: Outcome;
  settlement: Settlement;
  startedAt: Date;
  endedAt: Date;
  nextAt: Date;
};

/** The last error of a row, in words for whoever owns the destination. */
export function lastErrorOf({ code, state, refused }: Settlement, at: Date, kind: DestinationKind) {
  if (code === null) return null;
  return {
    code,
    ...explainFor(kind, code, refused ?? undefined, { isOver: state === "failed" }),
    at: at.toISOString(),
  };
}

/** A value for a jsonb column. What comes here was made by us of plain JSON values, which the driver's type cannot see. */
export const json = (value: unknown) => (value === null ? null : hotSql().json(value as postgres.JSONValue));

/**
 * The part of a statement that keeps the pace, the lane's and its workspace's where an installed app posts, and gives the
 * lane back, unless the statement changed nothing because another holds it by now.
 * @param changed the part whose rows say that the statement changed something.
 */
export function pacing(
  lane: string,
  { laneNotBefore, asksForTime }: Settlement,
  nextAt: Date,
  changed: postgres.Fragment,
) {
  const sql = hotSql();
  const shared = workspaceLane(lane);
  const own = sql`paced as (update lanes set next_at = greatest(next_at, ${nextAt}::timestamptz),
    busy_until = case when exists (select from ${changed}) then null else busy_until end where key = ${lane})`;
  if (!shared) return own;
  const mark = asksForTime
    ? sql`${laneNotBefore}::timestamptz + make_interval(secs => ${workspacePace.aheadSeconds})`
    : sql`now() + make_interval(secs => ${workspacePace.spacingMs / 1_000})`;
  const moved = asksForTime
    ? mark
    : sql`greatest(lanes.next_at, now()) + make_interval(secs => ${workspacePace.spacingMs / 1_000})`;
  return sql`${own}, shared as (
    insert into lanes (key, next_at) values (${shared}, ${mark})
    on conflict (key) do update set next_at = greatest(lanes.next_at, ${moved}))`;
}

/**
 * Writes what one try came to: the attempt, the notification's state and receipt, the lane's pace, in one statement.
 * Fenced by the attempt number, so that a holder whose lease ran out changes nothing.
 * @returns when the lane has more to do, or null when it is empty; and the lanes of webhooks that are told of it.
 */
export async function record(_scope: SystemScope, entry: Recorded): Promise<AfterTry> {
  const { lane, claimed, settlement: s, startedAt, endedAt, nextAt, outcome } = entry;
  const kind = claimed.destination?.kind ?? "slack_webhook";
  const sql = hotSql();
  const { parts, lanes } = outcomeSignals(sql, sql`updated`, s, endedAt, claimed.kind);
  const [row] = await sql<{ at: Date | null; signalled: string[] | null }[]>`
    with updated as (
      update notifications set state = ${s.state}, due_at = ${s.dueAt}, lease_until = null,
        failures = failures + ${s.counts ? 1 : 0}, receipt = ${json(s.receipt)}, last_error = ${json(lastErrorOf(s, endedAt, kind))},
        possibly_duplicated = possibly_duplicated or ${s.ambiguous},
        settled_at = case when ${s.state} in ('pending', 'held') then null else ${endedAt}::timestamptz end
      where project_id = ${claimed.projectId} and id = ${claimed.id} and state = 'sending' and attempts = ${claimed.attempt}
      returning notifications.*
    ), attempted as (
      insert into attempts (project_id, notification_id, number, started_at, ended_at, outcome, code, status, retry_after_seconds, ambiguous, detail, exchange)
      select ${claimed.projectId}, ${claimed.id}, ${claimed.attempt}, ${startedAt}, ${endedAt}, ${s.outcome}, ${s.code},
             ${s.httpStatus}, ${s.retryAfterSeconds}, ${s.ambiguous}, ${s.detail}, ${json(outcome?.exchange ?? null)}
      from updated on conflict do nothing
    ), ${parts} ${failingPart(sql, kind, s, endedAt)} noted as (
      update destinations d set last_success_at = ${endedAt}, suspected_code = null, suspected_at = null, failing_since = null, warned_at = null
      from updated u
      where ${s.state} = 'sent' and d.project_id = ${claimed.projectId} and d.id = u.destination_id
        and (d.last_success_at is null or d.suspected_code is not null or d.failing_since is not null
          or d.last_success_at < ${endedAt}::timestamptz - interval '5 seconds')
    ), ${pacing(lane, s, nextAt, sql`updated`)}
    select least(${s.dueAt}::timestamptz, ${nextDueOf(lane, [claimed])}) as at, ${lanes} as signalled`;
  return afterTry(lane, row, nextAt);
}

/** Remembers since when nothing arrives at a webhook (lib/webhooks/health). */
function failingPart(sql: postgres.Sql, kind: DestinationKind, s: Settlement, at: Date): postgres.Fragment {
  if (kind !== "webhook" || !s.counts) return sql``;
  return sql`failing as (update destinations d set failing_since = ${at} from updated u
    where d.project_id = u.project_id and d.id = u.destination_id and d.failing_since is null),`;
}

/**
 * The next instant at which a lane has something to do, as SQL, but for some notifications of one project. What is due already is found at the head of the index;
 * only a lane whose messages all wait is read to its end.
 */
export function nextDueOf(lane: string, except: readonly { projectId: string; id: string }[] = []) {
  const sql = hotSql();
  const [first] = except;
  const ids = except.map(({ id }) => id);
  const others = first ? sql`and not (project_id = ${first.projectId} and id = any(${ids}))` : sql``;
  return sql`coalesce(
    (select due_at from notifications where lane = ${lane} and state = 'pending' and due_at <= now() ${others} order by sequence limit 1),
    (select min(case state when 'sending' then lease_until else due_at end) from notifications
     where lane = ${lane} and state in ('pending', 'sending') ${others}))`;
}

/** When a lane has something to do next that is not in another's hands, or null when it is empty. */
export async function nextDue(_scope: SystemScope, lane: string): Promise<Date | null> {
  const [row] = await hotSql()<{ at: Date | null; busyUntil: Date | null }[]>`
    select ${nextDueOf(lane)} as at, (select busy_until from lanes where key = ${lane}) as "busyUntil"`;
  if (!row?.at) return null;
  return row.busyUntil && row.busyUntil > row.at ? row.busyUntil : row.at;
}

/**
 * Puts claimed notifications aside without a try: `suppressed` when their destination is gone or switched off, `held`
 * when it was found broken meanwhile, `pending` when the batch took too long to get to them.
 */
export async function putAside(
  _scope: SystemScope,
  claimed: readonly Claimed[],
  state: "suppressed" | "held" | "pending",
  reason: { code: string; text: string } | null,
): Promise<void> {
  if (claimed.length === 0) return;
  const sql = hotSql();
  const rows = claimed.map(({ projectId, id, attempt }) => ({ projectId, id, attempt }));
  await sql`
    with freed as (
      update lanes l set busy_until = null
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as c("projectId" text, id text)
      join notifications n on n.project_id = c."projectId" and n.id = c.id where l.key = n.lane
    )
    update notifications n set state = ${state}, reason = coalesce(${json(reason)}::jsonb, n.reason), lease_until = null,
      attempts = n.attempts - 1, due_at = case when ${state} = 'pending' then now() end,
      settled_at = case when ${state} = 'suppressed' then now() end
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as c("projectId" text, id text, attempt int)
    where n.project_id = c."projectId" and n.id = c.id and n.state = 'sending' and n.attempts = c.attempt`;
}

/**
 * Finds lanes with something due and no drain on its way: a wake-up that was lost, or a process that died between
 * recording and asking for the next drain. Marks them as asked for.
 */
export async function findForgottenLanes(_scope: SystemScope, graceSeconds: number): Promise<Wake[]> {
  return hotSql()<Wake[]>`
    with due as (
      select lane, min(case state when 'sending' then lease_until else due_at end) as at
      from notifications where state in ('pending', 'sending') group by lane
    )
    insert into lanes (key, wake_at)
    select lane, greatest(at, now()) from due order by lane
    on conflict (key) do update set wake_at = greatest(excluded.wake_at, lanes.next_at)
      where lanes.wake_at is null or lanes.wake_at < now() - make_interval(secs => ${graceSeconds})
    returning key as lane, wake_at as at`;
}
