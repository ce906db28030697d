import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import { type IdKind, idFloor } from "@/lib/id";
import { forgetOldSecrets } from "@/lib/webhooks/old-secrets/commands";
import { cutoffOf, type Kind, payloadDays } from "./policy";
import { byPlace, endedMutes, restingStates, votesOfNothing } from "./rules/commands";

/** Most rows that one statement clears away: short locks, short transactions. */
const maxBatch = 5_000;

type Ask = { scope: SystemScope; sql: postgres.Sql; cutoff: Date; limit: number };
type Counts = readonly { count: number }[];
/** Clears away one batch, and says how many that were. */
export type Clear = (ask: Ask) => PromiseLike<Counts>;

/** Rows of a project's table whose ids begin with the instant at which they were made: a range of the primary key. */
const byProject =
  (table: string, kind: IdKind, condition?: (sql: postgres.Sql) => postgres.Fragment): Clear =>
  ({ sql, cutoff, limit }) =>
    sql`
    with old as (
      select r.project_id, r.id from projects p cross join lateral (
        select t.project_id, t.id from ${sql(table)} t
        where t.project_id = p.id and t.id < ${idFloor(kind, cutoff)} ${condition?.(sql) ?? sql``}
        order by t.id limit ${limit} for update skip locked
      ) r limit ${limit}
    ), gone as (
      delete from ${sql(table)} t using old where t.project_id = old.project_id and t.id = old.id returning 1
    )
    select count(*)::int as count from gone`;

/** Rows that are found by an instant of their own. */
const byInstant =
  (table: string, key: string, column: string): Clear =>
  ({ sql, cutoff, limit }) =>
    sql`
    with gone as (
      delete from ${sql(table)} where ${sql(key)} in (
        select ${sql(key)} from ${sql(table)} where ${sql(column)} < ${cutoff} limit ${limit} for update skip locked
      ) returning 1
    )
    select count(*)::int as count from gone`;

/** What stands in a trace where the values that were compared are told. */
const deletedText = `What was compared was deleted after ${payloadDays} days.`;

/**
 * Empties what the sender said, in its own columns and in the trace, and leaves the row: ids, type, times, and which route
 * said what. The mark moves on only when none of the rows before it was somebody else's just now.
 */
const clearPayloads: Clear = ({ sql, cutoff, limit }) => sql`
  with old as (
    select e.project_id, e.id from projects p
    left join retention_marks m on m.project_id = p.id
    cross join lateral (
      select t.project_id, t.id from events t
      where t.project_id = p.id and t.id > coalesce(m.payloads_deleted_to, '') and t.id < ${idFloor("event", cutoff)}
        and t.payload_deleted_at is null
      order by t.id limit ${limit}
    ) e limit ${limit}
  ), held as (
    select t.project_id, t.id from events t join old on t.project_id = old.project_id and t.id = old.id
    where t.payload_deleted_at is null for update of t skip locked
  ), cleared as (
    update events t set payload_deleted_at = now(), customer = null, data = '{}', extra = null, trace = coalesce((
      select jsonb_agg(d || jsonb_build_object('checks', '[]'::jsonb,
               'reason', (d -> 'reason') || jsonb_build_object('text', ${deletedText}::text)) order by place)
      from jsonb_array_elements(t.trace) with ordinality as decisions(d, place)), t.trace)
    from held where t.project_id = held.project_id and t.id = held.id
    returning t.project_id, t.id
  ), marked as (
    insert into retention_marks (project_id, payloads_deleted_to)
    select old.project_id, max(old.id) from old left join cleared c on c.project_id = old.project_id and c.id = old.id
    group by old.project_id having count(*) = count(c.id)
    on conflict (project_id) do update
      set payloads_deleted_to = greatest(retention_marks.payloads_deleted_to, excluded.payloads_deleted_to)
  )
  select count(*)::int as count from cleared`;

/** An id of its own begins with the instant at which it was made. */
const auditEntries: Clear = ({ sql, cutoff, limit }) => sql`
  with gone as (
    delete from audit_entries where id in (
      select id from audit_entries where id < ${idFloor("audit", cutoff)} order by id limit ${limit} for update skip locked
    ) returning 1
  )
  select count(*)::int as count from gone`;

/** Closed ones that nothing has joined for so long; their steps and living messages go with them. */
const closedCases: Clear = ({ sql, cutoff, limit }) => sql`
  with gone as (
    delete from cases c using (
      select project_id, id from cases where updated_at < ${cutoff} and state = 'resolved'
      order by updated_at limit ${limit} for update skip locked
    ) old where c.project_id = old.project_id and c.id = old.id returning 1
  )
  select count(*)::int as count from gone`;

/** Made anew by whoever plans for it next; so it may go when nothing is under way and nothing is asked for. */
const idleLanes: Clear = ({ sql, cutoff, limit }) => sql`
  with gone as (
    delete from lanes where key in (
      select l.key from lanes l
      where l.wake_at is null and (l.next_at is null or l.next_at < ${cutoff})
        and (l.busy_until is null or l.busy_until < ${cutoff}) and (l.quiet_until is null or l.quiet_until < ${cutoff})
        and not exists (select 1 from notifications n where n.lane = l.key and n.state in ('pending', 'sending'))
      limit ${limit} for update skip locked
    ) returning 1
  )
  select count(*)::int as count from gone`;

/** What climbed and does so no more. */
const oldEscalations: Clear = ({ sql, cutoff, limit }) => sql`
  with gone as (
    delete from escalations where (project_id, policy_id, case_id, opened_by) in (
      select project_id, policy_id, case_id, opened_by from escalations
      where updated_at < ${cutoff} and state <> 'waiting' limit ${limit} for update skip locked
    ) returning 1
  )
  select count(*)::int as count from gone`;
/** What went over the wire, out of tries that stay. */
const clearExchanges: Clear = ({ sql, cutoff, limit }) => sql`
  with old as (
    select project_id, notification_id, number from attempts where started_at < ${cutoff} and exchange is not null
    order by started_at limit ${limit} for update skip locked
  ), cleared as (
    update attempts a set exchange = null from old
    where a.project_id = old.project_id and a.notification_id = old.notification_id and a.number = old.number returning 1
  )
  select count(*)::int as count from cleared`;

const clears = {
  eventPayloads: clearPayloads,
  exchanges: clearExchanges,
  rejectedEvents: byProject("rejected_events", "rejected"),
  sourceReceipts: byProject("source_receipts", "sourceReceipt"),
  cases: closedCases,
  notifications: byProject(
    "notifications",
    "notification",
    (sql) => sql`and t.state not in ('pending', 'sending')`,
  ),
  rounds: byProject("rounds", "notification", (sql) => sql`and t.settled_at is not null`),
  escalations: oldEscalations,
  // One that was sent again later still leads to its event.
  events: byProject(
    "events",
    "event",
    (sql) =>
      sql`and not exists (select 1 from notifications n where n.project_id = t.project_id and n.event_id = t.id)`,
  ),
  messageVotes: votesOfNothing,
  // One that is not recorded yet is still to be told.
  ruleFirings: byProject("rule_firings", "firing", (sql) => sql`and t.event_id is not null`),
  ruleStates: restingStates,
  ruleChecks: byPlace("rule_checks", "created_at"),
  eventBuckets: byPlace("event_buckets", "hour"),
  measurementBuckets: byPlace("measurement_buckets", "hour"),
  auditEntries,
  mutes: endedMutes,
  slackInboundEvents: byInstant("slack_inbound_events", "event_id", "received_at"),
  slackClicks: byInstant("slack_clicks", "key", "received_at"),
  slackOwners: byPlace("slack_owners", "looked_up_at"),
  slackOauthStates: byInstant("slack_oauth_states", "state_hash", "expires_at"),
  signInTokens: byInstant("sign_in_tokens", "token_hash", "expires_at"),
  sessions: byInstant("sessions", "token_hash", "expires_at"),
  invitations: byInstant("invitations", "id", "expires_at"),
  rateWindows: ({ sql, cutoff, limit }) => sql`
    with gone as (
      delete from rate_windows where (key, window_start) in (
        select key, window_start from rate_windows where window_start < ${cutoff} limit ${limit} for update skip locked
      ) returning 1
    )
    select count(*)::int as count from gone`,
  lanes: idleLanes,
  webhookSecrets: async ({ scope, cutoff, limit }) => [
    { count: await forgetOldSecrets(scope, { now: cutoff, limit }) },
  ],
} satisfies Record<Kind, Clear>;

type Batch = { now: Date /** Most rows; never more than 5,000. */; limit?: number };

/**
 * Clears away one batch of what is older than its kind is kept. Rows that somebody else holds just now are left to the
 * next run.
 * @returns how many; fewer than the limit when that was all.
 */
export async function pruneBatch(
  scope: SystemScope,
  kind: Kind,
  { now, limit = maxBatch }: Batch,
): Promise<number> {
  const ask = { scope, sql: hotSql(), cutoff: cutoffOf(kind, now), limit: Math.min(limit, maxBatch) };
  const [row] = await clears[kind](ask);
  return row?.count ?? 0;
}
