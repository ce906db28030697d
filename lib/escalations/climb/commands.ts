import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import type { Wake } from "@/lib/lanes/commands";
import { type Planned, planRows } from "@/lib/notifications/commands";

/**
 * Begins to watch the open cases that were told and that nobody has acknowledged, once each time that they stand open. Counted
 * from when the first of it was sent.
 * @returns how many.
 */
export async function beginEscalations(_scope: SystemScope): Promise<number> {
  const rows = await hotSql()`
    insert into escalations (project_id, policy_id, case_id, opened_by, state, steps, started_at, due_at)
    select c.project_id, y.id, c.id, coalesce(c.turn_event_id, c.lead_event_id), 'waiting', 0, t.at,
           t.at + make_interval(mins => (y.definition -> 'steps' -> 0 ->> 'afterMinutes')::int)
    from escalation_policies y
    join cases c on c.project_id = y.project_id and c.state = 'open' and c.acknowledged_at is null
      and c.updated_at > greatest(y.watches_since, now() - interval '7 days') and y.definition -> 'severities' ? c.severity
      and exists (select from jsonb_array_elements_text(y.definition -> 'eventTypes') p
                  where p = '*' or p = c.lead_event_type or right(p, 2) = '.*' and starts_with(c.lead_event_type, left(p, -1)))
    cross join lateral (
      select min(n.settled_at) as at from notifications n
      where n.project_id = c.project_id and n.case_id = c.id and n.state = 'sent' and n.kind = 'event'
        and n.created_at > y.watches_since and n.settled_at >= coalesce(
          (select s.recorded_at from case_steps s where s.project_id = c.project_id and s.case_id = c.id and s.event_id = c.turn_event_id), c.opened_at)
    ) t
    where y.enabled and t.at is not null
    on conflict do nothing returning 1`;
  return rows.length;
}

/** Stops what was acknowledged or resolved, or has begun anew. @returns how many. */
export async function stopEscalations(_scope: SystemScope): Promise<number> {
  const rows = await hotSql()`
    update escalations e set state = 'stopped', due_at = null, updated_at = now()
    from cases c where e.state = 'waiting' and c.project_id = e.project_id and c.id = e.case_id
      and (c.state = 'resolved' or c.acknowledged_at is not null or coalesce(c.turn_event_id, c.lead_event_id) <> e.opened_by)
    returning 1`;
  return rows.length;
}

type Climb = {
  policyId: string;
  caseId: string;
  openedBy: string;
  /** Steps that were taken when it was looked at. */
  steps: number;
  /** When the one after this is due; null when this is the last. */
  nextAt: Date | null;
};

/**
 * Takes a step: the case's row is held while it is seen to be open and unacknowledged, so that of an acknowledgement and a step
 * at one moment one is first, and where the acknowledgement is, nobody else is told.
 * @param rows the message of the step; none for a step that does not count by its severity.
 * @returns whether the step was taken, and the lanes to wake.
 */
export async function climb(
  scope: Scope,
  { policyId, caseId, openedBy, steps, nextAt }: Climb,
  rows: readonly Planned[],
): Promise<{ wakes: Wake[] }> {
  const parts = (sql: postgres.Sql) => sql`
    standing as (
      select id from cases where project_id = ${scope.projectId} and id = ${caseId} and state = 'open' and acknowledged_at is null for update
    ), climbed as (
      update escalations e set steps = e.steps + 1, due_at = ${nextAt}::timestamptz, state = ${nextAt === null ? "done" : "waiting"}, updated_at = now()
      from standing s where e.project_id = ${scope.projectId} and e.policy_id = ${policyId} and e.case_id = s.id
        and e.opened_by = ${openedBy} and e.state = 'waiting' and e.steps = ${steps}
      returning e.case_id
    )`;
  if (rows.length > 0) return { wakes: await planRows(scope, rows, { parts, name: "climbed" }) };
  await hotSql()`with ${parts(hotSql())} select from climbed`;
  return { wakes: [] };
}
