import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { customerColumns } from "@/lib/customers/queries";
import { type CustomerRow, customerOf } from "@/lib/customers/row";
import type { ZoneBounds } from "@/lib/customers/zone";
import { ruleCustomer } from "../facts/fact";
import type { RuleCustomer } from "../observation";
import type { Series, Span } from "../series/series";

const pageSize = 5_000;

/**
 * A text that is another one after any change of a customer. A sum rather than the latest instant: of two changes at once the
 * one that began first may be seen last.
 */
export async function stampOfCustomers(
  scope: Scope,
  sql: postgres.TransactionSql,
  environment: Environment,
): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select count(*) || ' ' || coalesce(sum(extract(epoch from updated_at)), 0) as stamp from customers
    where project_id = ${scope.projectId} and environment = ${environment}`;
  return row?.stamp ?? "";
}

/** The customers for whom `isMember` holds, and who are not excluded. */
export async function listMembers(
  scope: Scope,
  sql: postgres.TransactionSql,
  environment: Environment,
  zones: ZoneBounds,
  isMember: (customer: RuleCustomer) => boolean,
): Promise<string[]> {
  const members: string[] = [];
  for (let after = ""; ; ) {
    const rows = await sql<CustomerRow[]>`
      select ${customerColumns()} from customers
      where project_id = ${scope.projectId} and environment = ${environment} and id > ${after} and not excluded
      order by id limit ${pageSize}`;
    for (const row of rows) if (isMember(ruleCustomer(customerOf(row, zones)))) members.push(row.id);
    after = rows.at(-1)?.id ?? "";
    if (rows.length < pageSize) return members;
  }
}

/** Whose numbers are taken together: some customers, or with null all that are not excluded. */
export type Members = readonly string[] | null;

const memberIds = (sql: postgres.TransactionSql, members: readonly string[]) =>
  sql`(select json_array_elements_text(${JSON.stringify(members)}::text::json))`;

type SpanOf = {
  environment: Environment;
  series: Series;
  members: readonly string[];
  start: number;
  end: number;
};

/** What hours come to over some customers as a whole, and the first hour of any of them; null where nothing was. */
export async function sumMembers(
  scope: Scope,
  sql: postgres.TransactionSql,
  { environment, series, members, start, end }: SpanOf,
): Promise<(Span & { firstAt: number }) | null> {
  const [from, to] = [new Date(start), new Date(end)];
  type Row = Omit<Span, "lastAt"> & { lastAt: Date | null; firstAt: Date | null };
  const [row] =
    series.kind === "meter"
      ? await sql<Row[]>`
          select trim_scale(sum(sum))::text as sum, coalesce(sum(count), 0)::float8 as count, trim_scale(min(min))::text as min,
                 trim_scale(max(max))::text as max, max(last_at) as "lastAt", min(hour) as "firstAt",
                 trim_scale((array_agg(last order by last_at desc, last_id collate "C" desc))[1])::text as last
          from measurement_buckets
          where project_id = ${scope.projectId} and environment = ${environment} and meter = ${series.meter}
            and customer_id in ${memberIds(sql, members)} and hour >= ${from} and hour < ${to}`
      : await sql<Row[]>`
          select trim_scale(sum(amount))::text as sum, coalesce(sum(count), 0)::float8 as count, null as min, null as max,
                 null as last, max(last_at) as "lastAt", min(hour) as "firstAt"
          from event_buckets
          where project_id = ${scope.projectId} and environment = ${environment} and event_type = any(${[...series.types]})
            and customer_id in ${memberIds(sql, members)} and currency = ${series.currency}
            and hour >= ${from} and hour < ${to}`;
  if (!row?.firstAt) return null;
  return { ...row, lastAt: row.lastAt?.getTime() ?? null, firstAt: row.firstAt.getTime() };
}

const columns: Readonly<Record<string, string>> = {
  mrr: "mrr_amount",
  healthScore: "health_score",
  sentimentScore: "sentiment_score",
  churnProbability: "churn_probability",
  engagement: "engagement",
};

type FieldOf = { environment: Environment; field: string; currency: string | undefined; members: Members };

/** A number of customers added up as it is; null when none has it. */
export async function sumField(
  scope: Scope,
  sql: postgres.TransactionSql,
  { environment, field, currency, members }: FieldOf,
): Promise<string | null> {
  const column = columns[field];
  const name = field.replace(/^attributes\./, "");
  const value = column
    ? sql(column)
    : sql`case when jsonb_typeof(attributes -> ${name}) = 'number' then (attributes ->> ${name})::numeric end`;
  const [row] = await sql<{ sum: string | null }[]>`
    select trim_scale(sum(${value}))::text as sum from customers
    where project_id = ${scope.projectId} and environment = ${environment} and not excluded
      ${currency === undefined || field !== "mrr" ? sql`` : sql`and mrr_currency = ${currency}`}
      ${members ? sql`and id in ${memberIds(sql, members)}` : sql``}`;
  return row?.sum ?? null;
}

/** A number of customers added up as it was at an instant; null when it was not known of any. */
export async function sumFieldAt(
  scope: Scope,
  sql: postgres.TransactionSql,
  { environment, field, currency, members }: FieldOf,
  at: Date,
): Promise<string | null> {
  const [row] = await sql<{ sum: string | null }[]>`
    select trim_scale(sum(value))::text as sum from (
      select distinct on (h.customer_id) h.value, h.currency from customer_history h
      join customers c on c.project_id = h.project_id and c.environment = h.environment and c.id = h.customer_id and not c.excluded
      where h.project_id = ${scope.projectId} and h.environment = ${environment} and h.field = ${field} and h.at <= ${at}
        ${members ? sql`and h.customer_id in ${memberIds(sql, members)}` : sql``}
      order by h.customer_id, h.at desc, h.source desc
    ) was ${currency === undefined ? sql`` : sql`where currency = ${currency}`}`;
  return row?.sum ?? null;
}
