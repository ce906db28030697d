import { hotSql } from "@/db/client";
import type { RoundTemplate } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { json } from "@/lib/lanes/commands";

/** A round that is to begin. */
export type NewRound = {
  projectId: string;
  /** Of the notification that will tell it. */
  id: string;
  /** What makes it unique: the digest and the end of its window, or the destination and the end of its quiet hours. */
  key: string;
  name: string;
  template: RoundTemplate;
  destinationId: string;
  windowStart: Date;
  windowEnd: Date;
  timeZone: string;
};

const inserted = (round: NewRound, digestId: string | null) => hotSql()`
  insert into rounds (project_id, id, key, digest_id, name, template, destination_id, window_start, window_end, time_zone)
  select ${round.projectId}, ${round.id}, ${round.key}, ${digestId}, ${round.name}, ${round.template}, ${round.destinationId},
         ${round.windowStart}::timestamptz, ${round.windowEnd}::timestamptz, ${round.timeZone}`;

/**
 * Begins a digest's round: its window is claimed, its next one set, and all that was gathered until the window's end taken, in
 * one statement. By when it was recorded, so that what came late is told once and nothing is left between two windows.
 * @param dueAt what the digest said when it was looked at; somebody who was quicker has moved it on.
 * @returns how many notifications it took, or null when somebody else has begun it.
 */
export async function beginDigest(
  _scope: SystemScope,
  round: NewRound,
  { digestId, dueAt, nextAt }: { digestId: string; dueAt: Date; nextAt: Date },
): Promise<number | null> {
  const [row] = await hotSql()<{ begun: boolean; taken: number }[]>`
    with turn as (
      update digests set next_at = ${nextAt}, told_until = ${round.windowEnd}
      where project_id = ${round.projectId} and id = ${digestId} and enabled and date_trunc('milliseconds', next_at) = ${dueAt}::timestamptz
      returning 1
    ), made as (
      ${inserted(round, digestId)} from turn on conflict (project_id, key) do nothing returning id
    ), taken as (
      update notifications n set folded_into = m.id from made m
      where n.project_id = ${round.projectId} and n.state = 'held' and n.held_for = 'digest' and n.digest_id = ${digestId}
        and n.folded_into is null and n.created_at < ${round.windowEnd}::timestamptz
      returning 1
    )
    select exists (select from made) as begun, (select count(*)::int from taken) as taken`;
  return row?.begun ? row.taken : null;
}

/**
 * Begins the round at the end of quiet hours: takes what was held for them at a destination.
 * @returns how many notifications it took, or null when somebody else has begun it.
 */
export async function beginCatchUp(_scope: SystemScope, round: NewRound): Promise<number | null> {
  const [row] = await hotSql()<{ begun: boolean; taken: number }[]>`
    with made as (
      ${inserted(round, null)} on conflict (project_id, key) do nothing returning id
    ), taken as (
      update notifications n set folded_into = m.id from made m
      where n.project_id = ${round.projectId} and n.state = 'held' and n.held_for = 'hours' and n.destination_id = ${round.destinationId}
        and n.folded_into is null and date_trunc('milliseconds', n.held_until) <= ${round.windowEnd}::timestamptz
      returning 1
    )
    select exists (select from made) as begun, (select count(*)::int from taken) as taken`;
  return row?.begun ? row.taken : null;
}

type Which = { projectId: string; id: string };

/** Notes what a round says in full, once its message is planned; null for one that had nothing to say. */
export async function markPlanned(
  _scope: SystemScope,
  { projectId, id }: Which,
  report: unknown,
): Promise<void> {
  await hotSql()`
    update rounds set report = ${json(report)}, planned_at = now(), settled_at = case when ${report === null} then now() end
    where project_id = ${projectId} and id = ${id} and planned_at is null`;
}

/**
 * Gives those that a round tells the end that its message had: sent with its receipt, failed, or suppressed. Of one round, or of
 * all that were left behind.
 * @returns how many rounds had their end.
 */
export async function settleRounds(_scope: SystemScope, which?: Which): Promise<number> {
  const sql = hotSql();
  const only = which ? sql`and r.project_id = ${which.projectId} and r.id = ${which.id}` : sql``;
  const rows = await sql`
    with ended as (
      select r.project_id, r.id, n.state, n.receipt, n.settled_at, n.last_error, n.possibly_duplicated
      from rounds r join notifications n on n.project_id = r.project_id and n.id = r.id
      where r.settled_at is null and r.planned_at is not null and n.state in ('sent', 'failed', 'suppressed') ${only}
    ), members as (
      update notifications m set state = e.state, receipt = e.receipt, last_error = e.last_error, settled_at = e.settled_at,
        possibly_duplicated = m.possibly_duplicated or e.possibly_duplicated
      from ended e where m.project_id = e.project_id and m.folded_into = e.id and m.state = 'held'
    )
    update rounds r set settled_at = now() from ended e where r.project_id = e.project_id and r.id = e.id returning 1`;
  return rows.length;
}

/** What waits for a digest or a round whose destination is gone has its end too. @returns how many. */
export async function settleForsaken(_scope: SystemScope): Promise<number> {
  const reason = {
    code: "destination_deleted",
    text: "The destination was deleted before this could be sent.",
  };
  const rows = await hotSql()`
    update notifications n set state = 'suppressed', settled_at = now(), reason = ${hotSql().json(reason)}
    where n.state = 'held' and n.held_for is not null
      and not exists (select from destinations d where d.project_id = n.project_id and d.id = n.destination_id)
    returning 1`;
  return rows.length;
}
