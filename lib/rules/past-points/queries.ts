import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import type { HistoryPoint } from "../history";
import type { Stretch } from "../past/stretch";

type Points = Record<string, HistoryPoint[]>;

/** Numbers by customer and field, in order of time. `isCut`: there are more than were read, and the last customer was left out. */
export type PastPoints = { points: Map<string, Points>; isCut: boolean };

type Asked = {
  environment: Environment;
  fields: readonly string[];
  /** Null for each customer. */
  customerIds: readonly string[] | null;
  /** Money counts in one currency. */
  currency: string | undefined;
  stretch: Stretch;
  limit: number;
};

const among = (sql: postgres.TransactionSql, ids: readonly string[] | null) =>
  ids === null
    ? sql``
    : sql`and h.customer_id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json))`;

/** What numbers were within a stretch, and last before it. */
export async function loadPoints(
  scope: Scope,
  sql: postgres.TransactionSql,
  { environment, fields, customerIds, currency, stretch, limit }: Asked,
): Promise<PastPoints> {
  type Row = { customerId: string; field: string; at: Date; value: string | null };
  const rows = await sql<Row[]>`
    select customer_id as "customerId", field, at, value from (
      select h.customer_id, h.field, h.at, h.source, lead(h.at) over w as until,
             case when ${currency ?? null}::text is null or h.currency is null or h.currency = ${currency ?? null}
                  then trim_scale(h.value)::text end as value
      from customer_history h
      where h.project_id = ${scope.projectId} and h.environment = ${environment} and h.field = any(${[...fields]})
        and h.at <= ${new Date(stretch.to)} ${among(sql, customerIds)}
      window w as (partition by h.customer_id, h.field order by h.at, h.source)
    ) known
    where until is null or until > ${new Date(stretch.since)}
    order by customer_id, field, at, source limit ${limit}`;
  const points = new Map<string, Points>();
  for (const { customerId, field, at, value } of rows) {
    const of = points.get(customerId) ?? {};
    of[field] = [...(of[field] ?? []), { at: at.getTime(), value }];
    points.set(customerId, of);
  }
  const isCut = rows.length === limit;
  const cutAt = rows.at(-1)?.customerId;
  if (isCut && points.size > 1 && cutAt !== undefined) points.delete(cutAt);
  return { points, isCut };
}

/** What a number came to over several customers: a point for every instant at which it was another sum. */
export async function loadSumPoints(
  scope: Scope,
  sql: postgres.TransactionSql,
  { environment, fields, customerIds, currency, stretch, limit }: Asked,
): Promise<HistoryPoint[]> {
  const rows = await sql<{ at: Date; value: string }[]>`
    with moves as (
      select h.at, coalesce(case when ${currency ?? null}::text is null or h.currency = ${currency ?? null} then h.value end, 0) as value,
             h.customer_id, h.source
      from customer_history h
      join customers c on c.project_id = h.project_id and c.environment = h.environment and c.id = h.customer_id and not c.excluded
      where h.project_id = ${scope.projectId} and h.environment = ${environment} and h.field = ${fields[0] ?? ""}
        and h.at <= ${new Date(stretch.to)} ${among(sql, customerIds)}
    ), steps as (
      select at, value - coalesce(lag(value) over (partition by customer_id order by at, source), 0) as step from moves
    ), sums as (
      select at, sum(sum(step)) over (order by at) as value, lead(at) over (order by at) as until from steps group by at
    )
    select at, trim_scale(value)::text as value from sums
    where until is null or until > ${new Date(stretch.since)} order by at limit ${limit}`;
  return rows.map(({ at, value }) => ({ at: at.getTime(), value }));
}
