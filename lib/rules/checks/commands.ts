import { sql as statement } from "drizzle-orm";
import type postgres from "postgres";
import type { Transaction } from "@/db/client";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";

/** Something that rules watch has changed. */
export type Check = {
  environment: Environment;
  /** The series, as lib/rules/signal names it. */
  signalKey: string;
  /** Whose; empty for nobody's. Of what is unknown it is the name that was seen. */
  customerId: string;
  /** ISO 8601: the hour of the series, or the moment of the change. */
  at: string;
};

/** Checks that follow from something which only this statement can tell whether it counts, such as an event. */
export type CheckOf = Check & { sourceId: string };

const columns = (sql: postgres.Sql) =>
  sql`insert into rule_checks as c (project_id, environment, signal_key, customer_id, at)`;
const repeated = (sql: postgres.Sql) =>
  sql`on conflict (project_id, environment, signal_key, customer_id, at) do update set asked = c.asked + 1`;

/**
 * The part of a statement that asks for checks, written with the change itself so that nothing goes unlooked at, in the order
 * of the key. @param rows selects environment, signal_key, customer_id and at; may hold repetitions.
 */
export function checkParts(sql: postgres.Sql, scope: Scope, rows: postgres.Fragment): postgres.Fragment {
  return sql`
    checked as (
      ${columns(sql)}
      select distinct ${scope.projectId}, w.environment, w.signal_key, w.customer_id, w.at from (${rows}) as w
      order by w.environment, w.signal_key, w.customer_id, w.at
      ${repeated(sql)}
    )`;
}

/** The rows of given checks, as `checkParts` takes them. @param condition over the alias `k` and its `"sourceId"`. */
export function givenRows(
  sql: postgres.Sql,
  checks: readonly CheckOf[],
  condition: postgres.Fragment,
): postgres.Fragment {
  return sql`
    select k.environment, k."signalKey" as signal_key, k."customerId" as customer_id, k.at
    from json_to_recordset(${JSON.stringify(checks)}::text::json) as k(
      "sourceId" text, environment text, "signalKey" text, "customerId" text, at timestamptz)
    where ${condition}`;
}

/** Asks for checks within a transaction that makes the change. */
export async function askForChecks(tx: Transaction, scope: Scope, checks: readonly Check[]): Promise<void> {
  if (checks.length === 0) return;
  await tx.execute(statement`
    insert into rule_checks as c (project_id, environment, signal_key, customer_id, at)
    select distinct ${scope.projectId}, k.environment, k."signalKey", k."customerId", k.at
    from json_to_recordset(${JSON.stringify(checks)}::text::json) as k(
      environment text, "signalKey" text, "customerId" text, at timestamptz)
    order by 2, 3, 4, 5
    on conflict (project_id, environment, signal_key, customer_id, at) do update set asked = c.asked + 1`);
}

/** Has every rule of a project looked at anew, for everybody, because what they all depend on has changed. When each rings next is kept. */
export async function lookAtRulesAnew(tx: Transaction, scope: Scope): Promise<void> {
  await tx.execute(statement`
    update rule_states set state = jsonb_set(state, '{clock,revision}', '0')
    where project_id = ${scope.projectId} and customer_id = '' and state ? 'clock'`);
}

/** Has the rules that look at certain times by the project's clocks find the next of them anew, because its zone has changed. */
export async function findTimesAnew(tx: Transaction, scope: Scope): Promise<void> {
  await tx.execute(statement`
    update rule_states s set state = jsonb_set(s.state, '{clock,revision}', '0') from rules r
    where r.project_id = ${scope.projectId} and r.definition ? 'cron' and not (r.definition -> 'cron' ? 'timeZone')
      and s.project_id = r.project_id and s.rule_id = r.id and s.customer_id = '' and s.state ? 'clock'`);
}
