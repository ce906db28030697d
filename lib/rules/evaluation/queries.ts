import type postgres from "postgres";
import { hotSql } from "@/db/client";
import type { Environment } from "@/db/enums";
import type { Scope, SystemScope } from "@/lib/auth/scope";

/** A check as it was when it was taken. */
export type SeenCheck = {
  environment: Environment;
  signalKey: string;
  customerId: string;
  at: Date;
  asked: number;
};

/** The oldest checks of a project. */
export async function listChecks(
  scope: Scope,
  sql: postgres.TransactionSql,
  limit: number,
): Promise<SeenCheck[]> {
  return sql<SeenCheck[]>`
    select environment, signal_key as "signalKey", customer_id as "customerId", at, asked
    from rule_checks where project_id = ${scope.projectId} order by created_at limit ${limit}`;
}

export type StateRow = {
  ruleId: string;
  environment: Environment;
  customerId: string;
  state: unknown;
  dueAt: Date | null;
  updatedAt: Date;
};

const stateColumns = (sql: postgres.TransactionSql) => sql`
  s.rule_id as "ruleId", s.environment, s.customer_id as "customerId", s.state, s.due_at as "dueAt", s.updated_at as "updatedAt"`;

/** The states that must be looked at by now. What only a rule's clock asks for is left to that (lib/rules/clock). */
export async function listDue(
  scope: Scope,
  sql: postgres.TransactionSql,
  now: Date,
  limit: number,
): Promise<StateRow[]> {
  return sql<StateRow[]>`
    select ${stateColumns(sql)} from rule_states s
    where s.project_id = ${scope.projectId} and s.due_at <= ${now}
      and (s.customer_id <> '' or s.state ->> 'dueAt' is not null or s.state ? 'wakes')
    order by s.due_at limit ${limit}`;
}

export type StateOf = { ruleId: string; environment: Environment; customerId: string };

/** The states of these rules of several customers as a whole, and their clocks; what has none is left out. */
export async function listWholeStates(
  scope: Scope,
  sql: postgres.TransactionSql,
  of: readonly Omit<StateOf, "customerId">[],
): Promise<StateRow[]> {
  if (of.length === 0) return [];
  return sql<StateRow[]>`
    select ${stateColumns(sql)}
    from json_to_recordset(${JSON.stringify(of)}::text::json) as i("ruleId" text, environment text)
    join rule_states s on s.project_id = ${scope.projectId} and s.rule_id = i."ruleId" and s.environment = i.environment
      and s.customer_id = ''`;
}

/**
 * The states of these rules and customers; who has none is left out. Asked for by the customers, of whom little is kept, and not
 * by the pairs, of which there are many.
 */
export async function listStates(
  scope: Scope,
  sql: postgres.TransactionSql,
  of: readonly StateOf[],
): Promise<StateRow[]> {
  const rows = await listWholeStates(
    scope,
    sql,
    of.filter(({ customerId }) => customerId === ""),
  );
  for (const [environment, those] of Map.groupBy(of, (one) => one.environment)) {
    const customers = [...new Set(those.map(({ customerId }) => customerId))].filter((id) => id !== "");
    if (customers.length === 0) continue;
    const rules = new Set(those.map(({ ruleId }) => ruleId));
    const found = await sql<StateRow[]>`
      select ${stateColumns(sql)} from rule_states s
      where s.project_id = ${scope.projectId} and s.environment = ${environment}
        and s.customer_id in (select json_array_elements_text(${JSON.stringify(customers)}::text::json))`;
    rows.push(...found.filter(({ ruleId }) => rules.has(ruleId)));
  }
  return rows;
}

/** Those of the keys that something was told under before. */
export async function listTold(
  scope: Scope,
  sql: postgres.TransactionSql,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await sql<{ key: string }[]>`
    select key from rule_firings where project_id = ${scope.projectId}
      and key in (select json_array_elements_text(${JSON.stringify(keys)}::text::json))`;
  return new Set(rows.map(({ key }) => key));
}

/** Customers of a rule that something is kept of, in the order of their ids. */
export async function listKept(
  scope: Scope,
  sql: postgres.TransactionSql,
  { id, environment }: { id: string; environment: Environment },
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select customer_id as id from rule_states
    where project_id = ${scope.projectId} and rule_id = ${id} and environment = ${environment} and customer_id > ${after}
    order by customer_id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** A firing that is not told yet. */
export type Untold = { id: string; event: unknown };

/** Firings whose event is not recorded, oldest first. */
export async function listUntold(scope: Scope, limit: number): Promise<Untold[]> {
  return hotSql()<Untold[]>`
    select id, event from rule_firings where project_id = ${scope.projectId} and event_id is null order by at, id limit ${limit}`;
}

export type WaitingProject = { organizationId: string; projectId: string };

/**
 * Projects where a rule has something to do: states and clocks that are due, rules that were made or changed and not looked at,
 * checks that nobody took for ten seconds, firings that nobody told for as long.
 */
export async function listWaiting(_scope: SystemScope, now: Date): Promise<WaitingProject[]> {
  const grace = new Date(now.getTime() - 10_000);
  return hotSql()<WaitingProject[]>`
    with waiting as (
      select distinct project_id from rule_states where due_at <= ${now}
      union select distinct project_id from rule_checks where created_at < ${grace}
      union select distinct project_id from rule_firings where event_id is null and at < ${grace}
      union select distinct r.project_id from rules r
        left join rule_states s on s.project_id = r.project_id and s.rule_id = r.id and s.environment = r.definition ->> 'environment'
          and s.customer_id = ''
        where r.enabled and (s.state -> 'clock' ->> 'revision') is distinct from r.revision::text
    )
    select p.organization_id as "organizationId", p.id as "projectId" from waiting w join projects p on p.id = w.project_id
    order by p.id`;
}

/** When the next of a project's states is due. */
export async function nextDue(scope: Scope): Promise<Date | null> {
  const [row] = await hotSql()<{ at: Date | null }[]>`
    select min(due_at) as at from rule_states where project_id = ${scope.projectId} and due_at is not null`;
  return row?.at ?? null;
}
