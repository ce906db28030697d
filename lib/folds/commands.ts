import { hotSql } from "@/db/client";
import type { DestinationKind, Severity } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { type ClaimedDestination, type DestinationColumns, destinationOf } from "@/lib/lanes/claim-row";
import { freeLane, holding, json, lastErrorOf, optedOutOf, pacing, urgent } from "@/lib/lanes/commands";
import { leaseSeconds } from "@/lib/lanes/pace";
import type { Settlement } from "@/lib/lanes/settle";
import type { Message } from "@/lib/messages/message";
import { outcomeSignals } from "@/lib/webhooks/signals/commands";
import { type Backlog, foldAbove, type LaneMood } from "./move";

/** Most notifications that one counted message stands for. */
const foldSize = 20_000;

/** Rows that are looked at to count the messages that wait: all that waits of one case is told as one. */
const lookedAt = 1_000;

/** What waits in a lane, counted just far enough to decide. */
export async function backlogOf(_scope: SystemScope, lane: string): Promise<Backlog> {
  const sql = hotSql();
  const [row] = await sql<Backlog[]>`
    select exists (select from notifications where lane = ${lane} and state in ('pending', 'sending') and ${urgent()}
        and (state = 'pending' and due_at <= now() or state = 'sending' and lease_until <= now())) as "hasCritical",
      (select count(*)::int from (
        select distinct coalesce(case_id, id) from (
          select case_id, id from notifications where lane = ${lane} and severity <> 'critical' and kind = 'event'
            and (state = 'pending' and due_at <= now() or state = 'sending' and lease_until <= now())
          order by sequence limit ${lookedAt}) head
        limit ${foldAbove + 1}) counted) as foldable`;
  return row ?? { hasCritical: false, foldable: 0 };
}

/** A backlog taken as one, with what its counted message says. */
export type Folded = {
  id: string;
  projectId: string;
  organizationId: string;
  /** Where the list is: the slugs of the console's address. */
  organizationSlug: string;
  projectSlug: string;
  destinationId: string;
  destinationName: string;
  destinationKind: DestinationKind;
  destination: ClaimedDestination | null;
  total: number;
  failures: number;
  since: Date;
  until: Date;
  groups: { eventType: string; severity: Severity; count: number }[];
  /** What became of them at the mailboxes that they go to, each kind of it once. */
  progress: unknown[];
};

type FoldRow = DestinationColumns & {
  project_id: string;
  organization_id: string;
  organization_slug: string;
  project_slug: string;
  target_id: string;
  target_name: string;
  target_kind: DestinationKind;
  total: number;
  failures: number;
  since: Date;
  until: Date;
  groups: Folded["groups"];
  progress: unknown[];
};

/**
 * Takes everything in a lane that may be folded and is due, under one lease: of the project and destination at its head,
 * for a lane may serve several. Critical messages and what somebody asked for by hand stay out.
 * @returns undefined when nothing is there, or another holder's lease is alive.
 */
export async function claimFold(scope: SystemScope, lane: string): Promise<Folded | undefined> {
  const id = newId("notification");
  const foldable = hotSql()`severity <> 'critical' and kind = 'event'
    and (state = 'pending' and due_at <= now() or state = 'sending' and lease_until <= now())`;
  const [row] = await hotSql()<(FoldRow | { project_id: null })[]>`
    with ${holding(lane)}, head as (
      select project_id, destination_id from notifications where lane = ${lane} and ${foldable} and exists (select from held_lane)
        and not exists (select from notifications b where b.lane = ${lane} and b.state = 'sending' and b.lease_until > now())
      order by sequence limit 1
    ), due as (
      select n.project_id, n.id, n.state from notifications n join head h using (project_id, destination_id)
      where n.lane = ${lane} and ${foldable} order by n.sequence limit ${foldSize} for update of n skip locked
    ), taken as (
      update notifications n set state = 'sending', folded_into = ${id}, attempts = n.attempts + 1, due_at = null,
        lease_until = now() + make_interval(secs => ${leaseSeconds}), possibly_duplicated = n.possibly_duplicated or d.state = 'sending'
      from due d where n.project_id = d.project_id and n.id = d.id
      returning n.project_id, n.destination_id, n.destination_name, n.destination_kind, n.event_type, n.severity, n.failures, n.created_at, n.progress
    ), grouped as (
      select json_agg(json_build_object('eventType', event_type, 'severity', severity, 'count', count) order by count desc) as groups
      from (select event_type, severity, count(*)::int as count from taken group by 1, 2) by_type
    ), whole as (
      select project_id, destination_id, min(destination_name) as name, min(destination_kind) as kind, count(*)::int as total,
             max(failures) as failures, min(created_at) as since, max(created_at) as until,
             jsonb_agg(distinct coalesce(progress, '{}')) as progress
      from taken group by 1, 2
    )
    select w.project_id, p.organization_id, o.slug as organization_slug, p.slug as project_slug, w.destination_id as target_id,
           w.name as target_name, w.kind as target_kind, w.total, w.failures, w.since, w.until, w.progress, g.groups, ${optedOutOf(hotSql())} as opted_out,
           d.id as destination_id, d.name as destination_name, d.kind, d.enabled, d.status as destination_status, d.suspected_code,
           d.suspected_at, d.failing_since, d.warned_at, d.case_history, d.config, d.secret, i.id as installation_id, i.status as installation_status, i.bot_token, i.token_expires_at
    from held_lane left join whole w on true left join grouped g on true
    left join projects p on p.id = w.project_id left join organizations o on o.id = p.organization_id
    left join destinations d on d.project_id = w.project_id and d.id = w.destination_id
    left join slack_installations i on i.organization_id = p.organization_id and i.id = d.config ->> 'installationId'`;
  if (row && row.project_id === null) await freeLane(scope, lane);
  return row && row.project_id !== null ? foldedOf(id, row) : undefined;
}

function foldedOf(id: string, row: FoldRow): Folded {
  return {
    id,
    projectId: row.project_id,
    organizationId: row.organization_id,
    organizationSlug: row.organization_slug,
    projectSlug: row.project_slug,
    destinationId: row.target_id,
    destinationName: row.target_name,
    destinationKind: row.target_kind,
    destination: destinationOf(row),
    total: row.total,
    failures: row.failures,
    since: row.since,
    until: row.until,
    groups: row.groups,
    progress: row.progress,
  };
}

type RecordedFold = {
  lane: string;
  folded: Folded;
  message: Message;
  mood: LaneMood;
  settlement: Settlement;
  startedAt: Date;
  endedAt: Date;
  nextAt: Date;
};

/**
 * Writes what the counted message came to: a notification of its own with its try, and the same receipt for each that it
 * stands for. If it has to wait, they go back to waiting and are counted anew. One statement, fenced by the fold's id.
 * @returns the lanes of webhooks that are told of it.
 */
export async function recordFold(_scope: SystemScope, entry: RecordedFold): Promise<string[]> {
  const { lane, folded: f, message, mood, settlement: s, startedAt, endedAt, nextAt } = entry;
  const sql = hotSql();
  const error = json(lastErrorOf(s, endedAt, f.destinationKind));
  const reason = {
    code: "folded",
    text: `${f.total} notifications were waiting for this destination, so they were told as one.`,
  };
  const ownState = s.state === "sent" ? "sent" : "failed";
  const { parts, lanes } = outcomeSignals(sql, sql`own`, s, endedAt);
  const [row] = await sql<{ signalled: string[] | null }[]>`
    with members as (
      update notifications set state = ${s.state}, due_at = ${s.dueAt}, lease_until = null, failures = failures + ${s.counts ? 1 : 0},
        receipt = ${json(s.receipt)}, last_error = ${error}, possibly_duplicated = possibly_duplicated or ${s.ambiguous},
        folded_into = case when ${s.state} = 'sent' then folded_into end,
        settled_at = case when ${s.state} in ('pending', 'held') then null else ${endedAt}::timestamptz end
      where project_id = ${f.projectId} and folded_into = ${f.id} and state = 'sending'
      returning possibly_duplicated
    ), own as (
      insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
        environment, severity, state, reason, message, attempts, failures, possibly_duplicated, receipt, last_error, settled_at)
      select ${f.projectId}, ${f.id}, ${`fold|${f.id}`}, 'fold', ${message.eventType}, ${f.destinationId}, ${f.destinationName},
        ${f.destinationKind}, ${lane}, ${message.environment}, ${message.severity}, ${ownState}, ${json(reason)}, ${json(message)}, 1, 0,
        bool_or(possibly_duplicated), ${json(s.receipt)}, ${error}, ${endedAt}
      from members having count(*) > 0
      returning notifications.*
    ), attempted as (
      insert into attempts (project_id, notification_id, number, started_at, ended_at, outcome, code, status, retry_after_seconds, ambiguous, detail)
      select ${f.projectId}, id, 1, ${startedAt}, ${endedAt}, ${s.outcome}, ${s.code}, ${s.httpStatus}, ${s.retryAfterSeconds}, ${s.ambiguous}, ${s.detail}
      from own
    ), ${parts} noted as (
      update destinations set last_success_at = ${endedAt}, suspected_code = null, suspected_at = null
      where ${s.state} = 'sent' and project_id = ${f.projectId} and id = ${f.destinationId}
    ), ${pacing(lane, s, nextAt, sql`members`)}
    select ${lanes} as signalled`;
  if (s.state === "sent") {
    await sql`update lanes set fold_level = ${mood.foldLevel}, quiet_until = ${mood.quietUntil} where key = ${lane}`;
  }
  return row?.signalled ?? [];
}

/** Puts a fold aside without a try, because its destination is gone, switched off or broken. */
export async function putFoldAside(
  _scope: SystemScope,
  folded: Folded,
  state: "suppressed" | "held",
  reason: { code: string; text: string },
): Promise<void> {
  await hotSql()`
    with freed as (
      update lanes set busy_until = null where key = (select lane from notifications
        where project_id = ${folded.projectId} and folded_into = ${folded.id} and state = 'sending' limit 1)
    )
    update notifications set state = ${state}, reason = ${json(reason)}, lease_until = null, folded_into = null, attempts = attempts - 1,
      settled_at = case when ${state} = 'suppressed' then now() end
    where project_id = ${folded.projectId} and folded_into = ${folded.id} and state = 'sending'`;
}
