import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import type { HistoryHour } from "../history";
import type { Stretch } from "../past/stretch";
import type { Series } from "../series/series";

/** Whose hours: one's (empty for all together), each one's, or those of several added up. */
export type Whose =
  | { kind: "one"; customerId: string }
  | { kind: "each" }
  | { kind: "sum"; members: readonly string[] };

type Row = Omit<HistoryHour, "at" | "lastAt"> & { customerId: string; at: Date; lastAt: Date };

/** Hours by customer, in order of time. `isCut`: there are more than were read, and the last customer was left out. */
export type PastHours = { hours: Map<string, HistoryHour[]>; isCut: boolean };

type Asked = { environment: Environment; series: Series; whose: Whose; stretch: Stretch; limit: number };

function meterRows(sql: postgres.TransactionSql, { projectId }: Scope, asked: Asked, meter: string) {
  const { environment, whose, stretch, limit } = asked;
  const [since, to] = [new Date(stretch.since), new Date(stretch.to)];
  const where = sql`project_id = ${projectId} and environment = ${environment} and meter = ${meter} and hour >= ${since} and hour <= ${to}`;
  if (whose.kind === "sum")
    return sql<Row[]>`
      select '' as "customerId", hour as at, trim_scale(sum(sum))::text as sum, sum(count)::float8 as count,
             trim_scale(min(min))::text as min, trim_scale(max(max))::text as max, max(last_at) as "lastAt",
             trim_scale((array_agg(last order by last_at desc, last_id collate "C" desc))[1])::text as last
      from measurement_buckets
      where ${where} and customer_id in (select json_array_elements_text(${JSON.stringify(whose.members)}::text::json))
      group by hour order by hour limit ${limit}`;
  return sql<Row[]>`
    select customer_id as "customerId", hour as at, trim_scale(sum)::text as sum, count::float8 as count,
           trim_scale(min)::text as min, trim_scale(max)::text as max, trim_scale(last)::text as last, last_at as "lastAt"
    from measurement_buckets
    where ${where} and ${whose.kind === "one" ? sql`customer_id = ${whose.customerId}` : sql`customer_id > ''`}
    order by customer_id, hour limit ${limit}`;
}

function eventRows(
  sql: postgres.TransactionSql,
  { projectId }: Scope,
  asked: Asked,
  { types, currency }: Extract<Series, { kind: "events" }>,
) {
  const { environment, whose, stretch, limit } = asked;
  const [since, to] = [new Date(stretch.since), new Date(stretch.to)];
  const who =
    whose.kind === "one"
      ? sql`customer_id = ${whose.customerId}`
      : whose.kind === "each"
        ? sql`customer_id > ''`
        : sql`customer_id in (select json_array_elements_text(${JSON.stringify(whose.members)}::text::json))`;
  const id = whose.kind === "sum" ? sql`''` : sql`customer_id`;
  const amount = currency === "" ? sql`sum(count)` : sql`sum(amount)`;
  return sql<Row[]>`
    select "customerId", at, sum, count, sum as min, sum as max, sum as last, "lastAt" from (
      select ${id} as "customerId", hour as at, trim_scale(${amount}::numeric)::text as sum, sum(count)::float8 as count,
             max(last_at) as "lastAt"
      from event_buckets
      where project_id = ${projectId} and environment = ${environment} and event_type = any(${[...types]}) and currency = ${currency}
        and hour >= ${since} and hour <= ${to} and ${who}
      group by 1, 2
    ) b order by "customerId", at limit ${limit}`;
}

/** Everything that came in by the hour within a stretch, in one statement, up to a limit of hours. */
export async function loadHours(
  scope: Scope,
  sql: postgres.TransactionSql,
  asked: Asked,
): Promise<PastHours> {
  const { series, limit } = asked;
  const rows =
    series.kind === "meter"
      ? await meterRows(sql, scope, asked, series.meter)
      : await eventRows(sql, scope, asked, series);
  const isCut = rows.length === limit;
  const hours = new Map<string, HistoryHour[]>();
  for (const { customerId, at, lastAt, ...row } of rows) {
    const of = hours.get(customerId) ?? [];
    of.push({ ...row, at: at.getTime(), lastAt: lastAt.getTime() });
    hours.set(customerId, of);
  }
  // The customer that the limit fell upon is known in part only, which would look like a drop.
  const cutAt = rows.at(-1)?.customerId;
  if (isCut && hours.size > 1 && cutAt !== undefined) hours.delete(cutAt);
  return { hours, isCut };
}
