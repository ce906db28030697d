import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { DestinationKind } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { leaseSeconds } from "./pace";
import type { Settlement } from "./settle";

/** A lane that must be looked at, and when. */
export type Wake = { lane: string; at: Date };

/** One claimed notification with all that sending it takes. */
export type Claimed = {
  projectId: string;
  organizationId: string;
  id: string;
  attempt: number;
  failures: number;
  createdAt: Date;
  isRepeat: boolean;
  message: unknown;
  destination: {
    id: string;
    kind: DestinationKind;
    enabled: boolean;
    config: unknown;
    secret: string | null;
    installation: { id: string; status: string; botToken: string } | null;
  } | null;
};

/**
 * Opens a drain: from here on whoever plans for this lane asks for a new one. Must commit before `claim` looks,
 * or a notification planned at the same moment could be seen by neither.
 * @returns the instant before which nothing may be sent, or null.
 */
export async function beginDrain(_scope: SystemScope, lane: string): Promise<Date | null> {
  const [row] = await hotSql()<{ nextAt: Date | null }[]>`
    insert into lanes (key) values (${lane})
    on conflict (key) do update set wake_at = null
    returning next_at as "nextAt"`;
  return row?.nextAt ?? null;
}

/** Asks for a drain of this lane at an instant; the caller then sends the wake-up. */
export async function planWake(_scope: SystemScope, wake: Wake): Promise<void> {
  await hotSql()`update lanes set wake_at = ${wake.at} where key = ${wake.lane}`;
}

/**
 * Takes up to `size` due notifications of a lane, oldest decision first, under a lease. A lease that ran out belonged to a
 * process that died: the try is logged as unknown and the message goes again, marked as possibly doubled.
 * Nothing is taken while another holder's lease is alive.
 */
export async function claim(_scope: SystemScope, lane: string, size: number): Promise<Claimed[]> {
  const rows = await hotSql()<ClaimRow[]>`
    with due as (
      select project_id, id, state, attempts, lease_until from notifications n
      where lane = ${lane}
        and (state = 'pending' and due_at <= now() or state = 'sending' and lease_until <= now())
        and not exists (select from notifications b where b.lane = ${lane} and b.state = 'sending' and b.lease_until > now())
      order by sequence limit ${size} for update skip locked
    ), lost as (
      insert into attempts (project_id, notification_id, number, started_at, outcome, code, ambiguous)
      select project_id, id, attempts, lease_until - make_interval(secs => ${leaseSeconds}), 'unknown', 'process_lost', true
      from due where state = 'sending' on conflict do nothing
    ), claimed as (
      update notifications n set state = 'sending', attempts = n.attempts + 1, due_at = null,
        lease_until = now() + make_interval(secs => ${leaseSeconds}),
        possibly_duplicated = n.possibly_duplicated or d.state = 'sending'
      from due d where n.project_id = d.project_id and n.id = d.id
      returning n.*
    )
    select c.project_id, p.organization_id, c.id, c.attempts, c.failures, c.created_at, c.possibly_duplicated, c.message, c.sequence,
           d.id as destination_id, d.kind, d.enabled, d.config, d.secret, i.id as installation_id, i.status as installation_status, i.bot_token
    from claimed c
    join projects p on p.id = c.project_id
    left join destinations d on d.project_id = c.project_id and d.id = c.destination_id
    left join slack_installations i on i.organization_id = p.organization_id and i.id = d.config ->> 'installationId'
    order by c.sequence`;
  return rows.map(claimedOf);
}

type ClaimRow = {
  project_id: string;
  organization_id: string;
  id: string;
  attempts: number;
  failures: number;
  created_at: Date;
  possibly_duplicated: boolean;
  message: unknown;
  destination_id: string | null;
  kind: DestinationKind;
  enabled: boolean;
  config: unknown;
  secret: string | null;
  installation_id: string | null;
  installation_status: string;
  bot_token: string;
};

function claimedOf(row: ClaimRow): Claimed {
  const installation =
    row.installation_id === null
      ? null
      : { id: row.installation_id, status: row.installation_status, botToken: row.bot_token };
  return {
    projectId: row.project_id,
    organizationId: row.organization_id,
    id: row.id,
    attempt: row.attempts,
    failures: row.failures,
    createdAt: row.created_at,
    isRepeat: row.possibly_duplicated,
    message: row.message,
    destination:
      row.destination_id === null
        ? null
        : { id: row.destination_id, kind: row.kind, enabled: row.enabled, config: row.config, secret: row.secret, installation },
  };
}

type Recorded = { lane: string; claimed: Claimed; settlement: Settlement; startedAt: Date; endedAt: Date; nextAt: Date };

/**
 * Writes what one try came to: the attempt, the notification's state and receipt, the lane's pace, in one statement.
 * Fenced by the attempt number, so that a holder whose lease ran out changes nothing.
 * @returns when the lane has more to do, or null when it is empty.
 */
export async function record(_scope: SystemScope, entry: Recorded): Promise<Date | null> {
  const { lane, claimed, settlement: s, startedAt, endedAt, nextAt } = entry;
  const sql = hotSql();
  const json = (value: unknown) => (value === null ? null : sql.json(value as postgres.JSONValue));
  const lastError = s.code === null ? null : { code: s.code, message: s.detail ?? s.code, at: endedAt.toISOString() };
  const [row] = await sql<{ at: Date | null }[]>`
    with updated as (
      update notifications set state = ${s.state}, due_at = ${s.dueAt}, lease_until = null,
        failures = failures + ${s.counts ? 1 : 0}, receipt = ${json(s.receipt)}, last_error = ${json(lastError)},
        possibly_duplicated = possibly_duplicated or ${s.ambiguous},
        settled_at = case when ${s.state} = 'pending' then null else ${endedAt}::timestamptz end
      where project_id = ${claimed.projectId} and id = ${claimed.id} and state = 'sending' and attempts = ${claimed.attempt}
      returning destination_id
    ), attempted as (
      insert into attempts (project_id, notification_id, number, started_at, ended_at, outcome, code, status, retry_after_seconds, ambiguous, detail)
      select ${claimed.projectId}, ${claimed.id}, ${claimed.attempt}, ${startedAt}, ${endedAt}, ${s.outcome}, ${s.code},
             ${s.httpStatus}, ${s.retryAfterSeconds}, ${s.ambiguous}, ${s.detail}
      from updated on conflict do nothing
    ), noted as (
      update destinations d set last_success_at = ${endedAt} from updated u
      where ${s.state} = 'sent' and d.project_id = ${claimed.projectId} and d.id = u.destination_id
        and (d.last_success_at is null or d.last_success_at < ${endedAt}::timestamptz - interval '5 seconds')
    ), paced as (
      update lanes set next_at = greatest(next_at, ${nextAt}::timestamptz) where key = ${lane}
    )
    select least(${s.dueAt}::timestamptz, ${nextDueOf(lane, claimed)}) as at`;
  const at = row?.at ?? null;
  return at && at < nextAt ? nextAt : at;
}

/**
 * The next instant at which a lane has something to do, as SQL. What is due already is found at the head of the index;
 * only a lane whose messages all wait is read to its end.
 */
function nextDueOf(lane: string, except?: { projectId: string; id: string }) {
  const sql = hotSql();
  const others = except ? sql`and not (project_id = ${except.projectId} and id = ${except.id})` : sql``;
  return sql`coalesce(
    (select due_at from notifications where lane = ${lane} and state = 'pending' and due_at <= now() ${others} order by sequence limit 1),
    (select min(case state when 'sending' then lease_until else due_at end) from notifications
     where lane = ${lane} and state in ('pending', 'sending') ${others}))`;
}

/** When a lane has something to do next, or null when it is empty. */
export async function nextDue(_scope: SystemScope, lane: string): Promise<Date | null> {
  const [row] = await hotSql()<{ at: Date | null }[]>`select ${nextDueOf(lane)} as at`;
  return row?.at ?? null;
}

/** Gives up on a claimed notification whose destination is gone or switched off: a decision, so no attempt is logged. */
export async function withdraw(_scope: SystemScope, claimed: Claimed, reason: { code: string; text: string }): Promise<void> {
  const sql = hotSql();
  await sql`
    update notifications set state = 'suppressed', reason = ${sql.json(reason)}, lease_until = null, due_at = null,
      attempts = attempts - 1, settled_at = now()
    where project_id = ${claimed.projectId} and id = ${claimed.id} and state = 'sending' and attempts = ${claimed.attempt}`;
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
         or lanes.wake_at > greatest(excluded.wake_at, lanes.next_at) + interval '1 second'
    returning key as lane, wake_at as at`;
}
