import type postgres from "postgres";
import type { Environment, FiringKind, Severity } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import type { SeenCheck } from "../evaluation/queries";
import { type Beside, dueOf } from "../evaluation/stored-state";
import type { RuleState } from "../observation";

/** A state to be kept, with what is kept beside it. */
export type KeptState = {
  ruleId: string;
  environment: Environment;
  customerId: string;
  state: RuleState;
  beside: Beside;
};

const jsonOf = ({ state, beside: { clock, wakes } }: KeptState) => ({
  ...state,
  ...(clock && { clock }),
  ...(wakes.length > 0 && { wakes }),
});

/** Keeps how rules stand, all in one statement. A rule that is gone meanwhile keeps nothing. */
export async function keepStates(
  scope: Scope,
  sql: postgres.TransactionSql,
  kept: readonly KeptState[],
): Promise<void> {
  if (kept.length === 0) return;
  const rows = kept.map((one) => {
    const { ruleId, environment, customerId, state, beside } = one;
    const due = dueOf(state, beside);
    return {
      ...{ ruleId, environment, customerId, status: state.status, value: state.value },
      state: jsonOf(one),
      dueAt: due === null ? null : new Date(due).toISOString(),
    };
  });
  await sql`
    insert into rule_states as s (project_id, rule_id, environment, customer_id, status, state, value, due_at)
    select ${scope.projectId}, i."ruleId", i.environment, i."customerId", i.status, i.state, i.value, i."dueAt"
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as i(
      "ruleId" text, environment text, "customerId" text, status text, state jsonb, value numeric, "dueAt" timestamptz)
    join rules r on r.project_id = ${scope.projectId} and r.id = i."ruleId"
    on conflict (project_id, rule_id, environment, customer_id) do update set
      status = excluded.status, state = excluded.state, value = excluded.value, due_at = excluded.due_at, updated_at = now()`;
}

/** States of rules that are gone or off are not due for anything. */
export async function dropDue(
  scope: Scope,
  sql: postgres.TransactionSql,
  of: readonly { ruleId: string; environment: Environment; customerId: string }[],
): Promise<void> {
  if (of.length === 0) return;
  await sql`
    update rule_states s set due_at = null
    from json_to_recordset(${JSON.stringify(of)}::text::json) as i("ruleId" text, environment text, "customerId" text)
    where s.project_id = ${scope.projectId} and s.rule_id = i."ruleId" and s.environment = i.environment
      and s.customer_id = i."customerId"`;
}

/** Takes away the checks that were looked at; one that was asked for again meanwhile stays. */
export async function dropChecks(
  scope: Scope,
  sql: postgres.TransactionSql,
  seen: readonly SeenCheck[],
): Promise<void> {
  if (seen.length === 0) return;
  await sql`
    delete from rule_checks c
    using json_to_recordset(${JSON.stringify(seen)}::text::json) as i(
      environment text, "signalKey" text, "customerId" text, at timestamptz, asked int)
    where c.project_id = ${scope.projectId} and c.environment = i.environment and c.signal_key = i."signalKey"
      and c.customer_id = i."customerId" and c.at = i.at and c.asked = i.asked`;
}

/** A firing as it is kept, with the event that tells it. */
export type KeptFiring = {
  id: string;
  ruleId: string;
  ruleName: string;
  environment: Environment;
  customerId: string;
  key: string;
  kind: FiringKind;
  severity: Severity;
  periodStart: string | null;
  step: string | null;
  value: string | null;
  compared: string | null;
  at: string;
  event: object;
};

/** Keeps firings, each key once for ever. @returns how many are new. */
export async function keepFirings(
  scope: Scope,
  sql: postgres.TransactionSql,
  firings: readonly KeptFiring[],
): Promise<number> {
  if (firings.length === 0) return 0;
  const { count } = await sql`
    insert into rule_firings (project_id, id, rule_id, rule_name, environment, customer_id, key, kind, severity, period_start, step,
      value, compared, at, event)
    select ${scope.projectId}, i.id, i."ruleId", i."ruleName", i.environment, i."customerId", i.key, i.kind, i.severity,
           i."periodStart", i.step, i.value, i.compared, i.at, i.event
    from json_to_recordset(${JSON.stringify(firings)}::text::json) as i(
      id text, "ruleId" text, "ruleName" text, environment text, "customerId" text, key text, kind text, severity text,
      "periodStart" timestamptz, step numeric, value numeric, compared numeric, at timestamptz, event jsonb)
    on conflict (project_id, key) do nothing`;
  return count;
}
