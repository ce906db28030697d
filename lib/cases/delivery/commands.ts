import { hotSql } from "@/db/client";
import type { CaseState, Severity } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import type { Receipt } from "@/lib/destinations/transport";
import { type AfterTry, afterTry } from "@/lib/lanes/after-try";
import type { Claimed } from "@/lib/lanes/claim-row";
import { json, lastErrorOf, nextDueOf, pacing } from "@/lib/lanes/commands";
import { leaseSeconds } from "@/lib/lanes/pace";
import type { Settlement } from "@/lib/lanes/settle";
import type { Message } from "@/lib/messages/message";
import { outcomeSignals } from "@/lib/webhooks/signals/commands";

type Kin = Pick<
  Claimed,
  "id" | "kind" | "attempt" | "failures" | "createdAt" | "message" | "progress" | "eventId"
>;

/**
 * Takes all else that waits of a case at a destination with a notification that is claimed already, due or not, so that
 * it is told together. Only while the lane is held by that claim. What a dead process held is taken like the rest.
 * @returns the claimed one and its kin, in the order in which they were decided.
 */
export async function claimKin(
  _scope: SystemScope,
  lane: string,
  claimed: Claimed,
): Promise<[Claimed, ...Claimed[]]> {
  const { projectId, caseId, destinationId, id } = claimed;
  const rows = await hotSql()<Kin[]>`
    with due as (
      select project_id, id, state, attempts, lease_until from notifications
      where project_id = ${projectId} and case_id = ${caseId} and destination_id = ${destinationId} and lane = ${lane} and id <> ${id}
        and (state = 'pending' or state = 'sending' and lease_until <= now())
      for update
    ), lost as (
      insert into attempts (project_id, notification_id, number, started_at, outcome, code, ambiguous)
      select project_id, id, attempts, lease_until - make_interval(secs => ${leaseSeconds}), 'unknown', 'process_lost', true
      from due where state = 'sending' on conflict do nothing
    ), taken as (
      update notifications n set state = 'sending', attempts = n.attempts + 1, due_at = null, folded_into = null,
        lease_until = now() + make_interval(secs => ${leaseSeconds}), possibly_duplicated = n.possibly_duplicated or d.state = 'sending'
      from due d where n.project_id = d.project_id and n.id = d.id
      returning n.*
    )
    select id, kind, attempts as attempt, failures, created_at as "createdAt", message, progress, event_id as "eventId"
    from taken order by sequence`;
  return [claimed, ...rows.map((kin) => ({ ...claimed, ...kin }))];
}

/** What stands at a destination of a case after a try. */
export type Living = {
  /** The notification that posted it. */
  notificationId: string;
  receipt: Receipt;
  replyTs: string | null;
  message: Message;
  severity: Severity;
  state: CaseState;
  toldVersion: number;
  /** Posted by this try, rather than edited. */
  isNew: boolean;
};

type RecordedCase = {
  lane: string;
  /** What was told together; all of one case and destination. */
  told: readonly [Claimed, ...Claimed[]];
  /** Null when nothing changed there. */
  living: Living | null;
  settlement: Settlement;
  startedAt: Date;
  endedAt: Date;
  nextAt: Date;
};

function livingPart(told: Claimed, living: Living | null, endedAt: Date) {
  const sql = hotSql();
  if (!living) return sql`lived as (select)`;
  const { notificationId, receipt, replyTs, message, severity, state, toldVersion, isNew } = living;
  return sql`lived as (
    insert into case_messages as m (project_id, case_id, destination_id, notification_id, receipt, reply_ts, message, severity, state,
      told_version, posted_at, updated_at)
    select ${told.projectId}, ${told.caseId}, ${told.destinationId}, ${notificationId}, ${json(receipt)}, ${replyTs}, ${json(message)},
      ${severity}, ${state}, ${toldVersion}, ${endedAt}, ${endedAt}
    where exists (select from updated)
    on conflict (project_id, case_id, destination_id) do update set receipt = excluded.receipt, reply_ts = excluded.reply_ts,
      notification_id = excluded.notification_id, message = excluded.message, severity = excluded.severity, state = excluded.state,
      told_version = greatest(m.told_version, excluded.told_version), updated_at = excluded.updated_at,
      posted_at = case when ${isNew} then excluded.posted_at else m.posted_at end)`;
}

/**
 * Writes what one try of telling a case came to: state, attempt and receipt of all that was told together, the living
 * message, the lane's pace, in one statement. Fenced by the attempt numbers.
 * @returns as `record`.
 */
export async function recordCase(_scope: SystemScope, entry: RecordedCase): Promise<AfterTry> {
  const { lane, told, living, settlement: s, startedAt, endedAt, nextAt } = entry;
  const [{ projectId, destinationId, destination }] = told;
  const kind = destination?.kind ?? "slack_channel";
  const members = JSON.stringify(told.map(({ id, attempt }) => ({ id, attempt })));
  const sql = hotSql();
  const { parts, lanes } = outcomeSignals(sql, sql`updated`, s, endedAt);
  const [row] = await sql<{ at: Date | null; signalled: string[] | null }[]>`
    with updated as (
      update notifications n set state = ${s.state}, due_at = ${s.dueAt}, lease_until = null,
        failures = n.failures + ${s.counts ? 1 : 0}, receipt = ${json(s.receipt)}, last_error = ${json(lastErrorOf(s, endedAt, kind))},
        possibly_duplicated = n.possibly_duplicated or ${s.ambiguous},
        settled_at = case when ${s.state} in ('pending', 'held') then null else ${endedAt}::timestamptz end
      from json_to_recordset(${members}::text::json) as m(id text, attempt int)
      where n.project_id = ${projectId} and n.id = m.id and n.state = 'sending' and n.attempts = m.attempt
      returning n.*
    ), attempted as (
      insert into attempts (project_id, notification_id, number, started_at, ended_at, outcome, code, status, retry_after_seconds, ambiguous, detail)
      select ${projectId}, id, attempts, ${startedAt}, ${endedAt}, ${s.outcome}, ${s.code}, ${s.httpStatus}, ${s.retryAfterSeconds},
             ${s.ambiguous}, ${s.detail}
      from updated on conflict do nothing
    ), ${livingPart(told[0], living, endedAt)}, ${parts} noted as (
      update destinations set last_success_at = ${endedAt}, suspected_code = null, suspected_at = null
      where ${s.state} = 'sent' and project_id = ${projectId} and id = ${destinationId}
    ), ${pacing(lane, s, nextAt, sql`updated`)}
    select least(${s.dueAt}::timestamptz, ${nextDueOf(lane, told)}) as at, ${lanes} as signalled`;
  return afterTry(lane, row, nextAt);
}
