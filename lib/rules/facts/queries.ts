import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { customerColumns } from "@/lib/customers/queries";
import { type CustomerRow, customerOf } from "@/lib/customers/row";
import type { ZoneBounds } from "@/lib/customers/zone";
import type { RuleCustomer } from "../observation";
import { ruleCustomer } from "./fact";
import { keyOfPast, type Past, type PastAsk } from "./past";

/** Customers of an environment by their ids; who is not known is left out. */
export async function loadCustomers(
  scope: Scope,
  sql: postgres.TransactionSql,
  environment: Environment,
  ids: readonly string[],
  zones: ZoneBounds,
): Promise<Map<string, RuleCustomer>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<CustomerRow[]>`
    select ${customerColumns()} from customers
    where project_id = ${scope.projectId} and environment = ${environment}
      and id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json))`;
  return new Map(rows.map((row) => [row.id, ruleCustomer(customerOf(row, zones))]));
}

/**
 * What numbers were, all in one statement, by `keyOfPast`. Of a number that was not known yet at the instant: what it was first
 * since then, so that a customer of yesterday can fall as well.
 */
export async function loadPast(
  scope: Scope,
  sql: postgres.TransactionSql,
  asked: Iterable<PastAsk>,
): Promise<Map<string, Past>> {
  const distinct = [...new Map([...asked].map((ask) => [keyOfPast(ask), ask]))];
  if (distinct.length === 0) return new Map();
  const asks = distinct.map(([, ask], n) => ({ ...ask, n }));
  const rows = await sql<(Past & { n: number })[]>`
    select i.n, trim_scale(case when i.at is null or p.at is not null then p.value else f.value end)::text as value,
           c.at as "changedAt", x.at as "nextAt"
    from json_to_recordset(${JSON.stringify(asks)}::text::json) as i(
      n int, environment text, "customerId" text, field text, current numeric, at timestamptz, currency text)
    left join lateral (
      select at from customer_history where project_id = ${scope.projectId} and environment = i.environment
        and customer_id = i."customerId" and field = i.field
      order by at desc, source desc limit 1) c on true
    left join lateral (
      select at, case when i.currency is null or currency = i.currency then value end as value
      from customer_history where project_id = ${scope.projectId} and environment = i.environment
        and customer_id = i."customerId" and field = i.field
        and case when i.at is null then value is distinct from i.current else at <= i.at end
      order by at desc, source desc limit 1) p on true
    left join lateral (
      select at, case when i.currency is null or currency = i.currency then value end as value
      from customer_history where project_id = ${scope.projectId} and environment = i.environment
        and customer_id = i."customerId" and field = i.field and i.at is not null and p.at is null
      order by at, source limit 1) f on true
    left join lateral (
      select at from customer_history where project_id = ${scope.projectId} and environment = i.environment
        and customer_id = i."customerId" and field = i.field and at > coalesce(f.at, i.at)
      order by at limit 1) x on true`;
  return new Map(
    rows.flatMap(({ n, ...past }) => {
      const key = distinct[n]?.[0];
      return key === undefined ? [] : [[key, past] as const];
    }),
  );
}

/** Ids of customers, the next ones after an id. */
export async function listIds(
  scope: Scope,
  sql: postgres.TransactionSql,
  environment: Environment,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from customers where project_id = ${scope.projectId} and environment = ${environment} and id > ${after}
    order by id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** The units of meters, by name. */
export async function loadUnits(
  scope: Scope,
  sql: postgres.TransactionSql,
  environment: Environment,
  meters: readonly string[],
): Promise<Map<string, string | null>> {
  if (meters.length === 0) return new Map();
  const rows = await sql<{ name: string; unit: string | null }[]>`
    select name, unit from meters where project_id = ${scope.projectId} and environment = ${environment}
      and name = any(${[...meters]})`;
  return new Map(rows.map(({ name, unit }) => [name, unit]));
}
