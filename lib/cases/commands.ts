import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { caseSignals, signalParts } from "@/lib/webhooks/signals/commands";
import type { Step } from "./order";

/** A step on its way into its case. `caseId` is the case's id if it is new. */
export type PlannedStep = Step & {
  caseId: string;
  key: string;
  environment: Environment;
  customerId: string | null;
  customerName: string | null;
  expiresAt: Date | null;
};

/** The order of ./order `leads`, best first, over the steps of that alias. */
export const leadOrder = (sql: postgres.Sql, alias: string) => {
  const the = (column: string) => sql(`${alias}.${column}`);
  return sql`${the("is_final")} desc, case when ${the("is_final")} then ${the("occurred_at")} end, ${the("occurred_at")} desc,
    ${the("rank")} desc, ${the("event_id")} collate "C" desc`;
};

type Columns = { isFinal: string; at: string; rank: string; eventId: string };
const leadColumns: Columns = {
  isFinal: "is_final",
  at: "lead_at",
  rank: "lead_rank",
  eventId: "lead_event_id",
};
const turnColumns: Columns = {
  isFinal: "turn_is_final",
  at: "turn_at",
  rank: "turn_rank",
  eventId: "turn_event_id",
};

/** Whether the row that comes in leads the one that is there: ./order `leads` once more. Having no step leads nothing. */
function overtakes(sql: postgres.Sql, { isFinal, at, rank, eventId }: Columns): postgres.Fragment {
  const [its, own] = [(column: string) => sql(`excluded.${column}`), (column: string) => sql(`c.${column}`)];
  return sql`case
    when ${its(eventId)} is null then false
    when ${own(eventId)} is null then true
    when ${its(isFinal)} <> ${own(isFinal)} then ${its(isFinal)}
    when ${its(at)} <> ${own(at)} then (${its(at)} < ${own(at)}) = ${its(isFinal)}
    else (${its(rank)}, ${its(eventId)} collate "C") > (${own(rank)}, ${own(eventId)} collate "C") end`;
}

/**
 * The parts of a statement that take steps into their cases: `stepped`, `joined` with each case as it is now, and what
 * webhooks are told of it (`signalled`, lib/webhooks/signals). Each case
 * is merged under its row's lock by a rule that does not depend on the order, so that planners at once agree.
 * @param condition which of the steps count, for a repeat must change nothing.
 */
export function caseParts(
  sql: postgres.Sql,
  scope: Scope,
  steps: readonly PlannedStep[],
  condition: postgres.Fragment,
): postgres.Fragment {
  const leads = overtakes(sql, leadColumns);
  const turns = overtakes(sql, turnColumns);
  const changed = (columns: readonly string[], when: postgres.Fragment) =>
    columns.map(
      (column) =>
        sql`${sql(column)} = case when ${when} then ${sql(`excluded.${column}`)} else ${sql(`c.${column}`)} end,`,
    );
  const isReopened = sql`c.state = 'resolved' and excluded.state = 'open' and ${turns}`;
  return sql`
    steps as (
      select s."caseId" as case_id, s.key, s.environment, s."eventId" as event_id, s."eventType" as event_type, s.phase, s.rank,
             s."isFinal" as is_final, s.severity, s.status, s.text, s."occurredAt" as occurred_at, s."expiresAt" as expires_at,
             s."customerId" as customer_id, s."customerName" as customer_name
      from json_to_recordset(${JSON.stringify(steps)}::text::json) as s(
        "caseId" text, key text, environment text, "eventId" text, "eventType" text, phase text, rank int, "isFinal" boolean,
        severity text, status text, text text, "occurredAt" timestamptz, "expiresAt" timestamptz, "customerId" text, "customerName" text)
      ${condition}
    ), ahead as (
      select distinct on (key, environment) s.*, count(*) over whole as steps, min(occurred_at) over whole as opened_at,
             max(expires_at) over whole as ends_at
      from steps s window whole as (partition by key, environment)
      order by key, environment, ${leadOrder(sql, "s")}
    ), turning as (
      select distinct on (key, environment) key, environment, event_id, occurred_at, rank, is_final, phase
      from steps s where phase <> 'updates' order by key, environment, ${leadOrder(sql, "s")}
    ), joined as (
      insert into cases as c (project_id, id, key, environment, customer_id, customer_name, state, severity, text, status,
        lead_event_id, lead_event_type, lead_at, lead_rank, is_final, turn_event_id, turn_at, turn_rank, turn_is_final,
        version, opened_at, updated_at, resolved_at, expires_at)
      select ${scope.projectId}, a.case_id, key, environment, a.customer_id, a.customer_name,
             case when t.phase = 'resolves' then 'resolved' else 'open' end, a.severity, a.text, a.status, a.event_id, a.event_type,
             a.occurred_at, a.rank, a.is_final, t.event_id, t.occurred_at, t.rank, t.is_final, a.steps, a.opened_at, now(),
             case when t.phase = 'resolves' then t.occurred_at end, a.ends_at
      from ahead a left join turning t using (key, environment) order by key, environment
      on conflict (project_id, environment, key) do update set
        ${changed(["severity", "text", "status", "lead_event_type", ...Object.values(leadColumns)], leads)}
        ${changed(["state", "resolved_at", ...Object.values(turnColumns)], turns)}
        customer_id = coalesce(c.customer_id, excluded.customer_id),
        customer_name = coalesce(case when ${leads} then excluded.customer_name end, c.customer_name, excluded.customer_name),
        version = c.version + excluded.version, opened_at = least(c.opened_at, excluded.opened_at), updated_at = now(),
        expires_at = greatest(c.expires_at, excluded.expires_at),
        acknowledged_at = case when ${isReopened} then null else c.acknowledged_at end,
        acknowledged_by = case when ${isReopened} then null else c.acknowledged_by end
      returning c.*
    ), were as (
      select c.id, c.state from steps s join cases c on c.project_id = ${scope.projectId} and c.environment = s.environment and c.key = s.key
    ), ${signalParts(sql, caseSignals(sql, sql`were`, sql`joined`))}, stepped as (
      insert into case_steps (project_id, case_id, event_id, event_type, phase, rank, is_final, severity, status, text, occurred_at)
      select ${scope.projectId}, j.id, s.event_id, s.event_type, s.phase, s.rank, s.is_final, s.severity, s.status, s.text, s.occurred_at
      from steps s join joined j using (key, environment) on conflict do nothing
    )`;
}
