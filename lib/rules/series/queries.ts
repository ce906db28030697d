import type postgres from "postgres";
import type { Environment } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import { keyOfSpan, type Series, type Span, type SpanAsk } from "./series";

type SpanRow = Omit<Span, "lastAt"> & { n: number; lastAt: Date | null };

const iso = (at: number) => new Date(at).toISOString();

type Numbered = SpanAsk & { n: number };
const isOfMeter = (ask: Numbered): ask is Numbered & { series: Series & { kind: "meter" } } =>
  ask.series.kind === "meter";
const isOfEvents = (ask: Numbered): ask is Numbered & { series: Series & { kind: "events" } } =>
  ask.series.kind === "events";

const meterJson = (asks: readonly Numbered[]) =>
  JSON.stringify(
    asks.filter(isOfMeter).map(({ n, environment, series: { meter }, customerId, start, end }) => {
      return { n, environment, meter, customerId, start: iso(start), end: iso(end) };
    }),
  );
const eventsJson = (asks: readonly Numbered[]) =>
  JSON.stringify(
    asks.filter(isOfEvents).map(({ n, environment, series: { types, currency }, customerId, start, end }) => {
      return { n, environment, types, currency, customerId, start: iso(start), end: iso(end) };
    }),
  );

const meterAsks = (sql: postgres.TransactionSql, json: string) => sql`
  json_to_recordset(${json}::text::json) as i(
    n int, environment text, meter text, "customerId" text, start timestamptz, "end" timestamptz)`;
const eventAsks = (sql: postgres.TransactionSql, json: string) => sql`
  json_to_recordset(${json}::text::json) as i(
    n int, environment text, types text[], currency text, "customerId" text, start timestamptz, "end" timestamptz)`;

/** What hours come to, all in one statement a kind, by `keyOfSpan`. A span in which nothing was is left out. */
export async function loadSpans(
  scope: Scope,
  sql: postgres.TransactionSql,
  asked: Iterable<SpanAsk>,
): Promise<Map<string, Span>> {
  const distinct = [...new Map([...asked].map((ask) => [keyOfSpan(ask), ask]))];
  const numbered = distinct.map(([, ask], n): Numbered => ({ ...ask, n }));
  const rows: SpanRow[] = [];
  if (numbered.some(isOfMeter))
    rows.push(
      ...(await sql<SpanRow[]>`
        select i.n, trim_scale(b.sum)::text as sum, b.count::float8 as count, trim_scale(b.min)::text as min,
               trim_scale(b.max)::text as max, trim_scale(b.last)::text as last, b.last_at as "lastAt"
        from ${meterAsks(sql, meterJson(numbered))} cross join lateral (
          select sum(sum) as sum, sum(count) as count, min(min) as min, max(max) as max, max(last_at) as last_at,
                 (array_agg(last order by last_at desc, last_id collate "C" desc))[1] as last
          from measurement_buckets
          where project_id = ${scope.projectId} and environment = i.environment and meter = i.meter
            and customer_id = i."customerId" and hour >= i.start and hour < i."end"
        ) b where b.count > 0`),
    );
  if (numbered.some(isOfEvents))
    rows.push(
      ...(await sql<SpanRow[]>`
        select i.n, trim_scale(b.sum)::text as sum, b.count::float8 as count, null as min, null as max, null as last,
               b.last_at as "lastAt"
        from ${eventAsks(sql, eventsJson(numbered))} cross join lateral (
          select sum(amount) as sum, sum(count) as count, max(last_at) as last_at
          from event_buckets
          where project_id = ${scope.projectId} and environment = i.environment and event_type = any(i.types)
            and customer_id = i."customerId" and currency = i.currency and hour >= i.start and hour < i."end"
        ) b where b.count > 0`),
    );
  return new Map(
    rows.flatMap(({ n, lastAt, ...row }) => {
      const key = distinct[n]?.[0];
      return key === undefined ? [] : [[key, { ...row, lastAt: lastAt?.getTime() ?? null }] as const];
    }),
  );
}

/** When something came first at all, and last before the end of a span. The first is that of its hour. */
export type Edges = { firstAt: number; lastAt: number | null };

/** When the series of these spans began, and when something came last before the span's end, by `keyOfSpan`. */
export async function loadEdges(
  scope: Scope,
  sql: postgres.TransactionSql,
  asked: Iterable<SpanAsk>,
): Promise<Map<string, Edges>> {
  const distinct = [...new Map([...asked].map((ask) => [keyOfSpan(ask), ask]))];
  const numbered = distinct.map(([, ask], n): Numbered => ({ ...ask, n }));
  type EdgeRow = { n: number; firstAt: Date | null; lastAt: Date | null };
  const rows: EdgeRow[] = [];
  if (numbered.some(isOfMeter))
    rows.push(
      ...(await sql<EdgeRow[]>`
        select i.n,
          (select hour from measurement_buckets where project_id = ${scope.projectId} and environment = i.environment
             and meter = i.meter and customer_id = i."customerId" order by hour limit 1) as "firstAt",
          (select last_at from measurement_buckets where project_id = ${scope.projectId} and environment = i.environment
             and meter = i.meter and customer_id = i."customerId" and hour < i."end" order by hour desc limit 1) as "lastAt"
        from ${meterAsks(sql, meterJson(numbered))}`),
    );
  if (numbered.some(isOfEvents))
    rows.push(
      ...(await sql<EdgeRow[]>`
        select i.n, min(b.first) as "firstAt", max(b.last) as "lastAt"
        from ${eventAsks(sql, eventsJson(numbered))} cross join lateral unnest(i.types) as t(type) cross join lateral (
          select
            (select hour from event_buckets where project_id = ${scope.projectId} and environment = i.environment
               and event_type = t.type and customer_id = i."customerId" and currency = i.currency order by hour limit 1) as first,
            (select last_at from event_buckets where project_id = ${scope.projectId} and environment = i.environment
               and event_type = t.type and customer_id = i."customerId" and currency = i.currency and hour < i."end"
             order by hour desc limit 1) as last
        ) b group by i.n`),
    );
  return new Map(
    rows.flatMap(({ n, firstAt, lastAt }) => {
      const key = distinct[n]?.[0];
      const edges = firstAt && { firstAt: firstAt.getTime(), lastAt: lastAt?.getTime() ?? null };
      return key === undefined || !edges ? [] : [[key, edges] as const];
    }),
  );
}

/** The types of events that came so far: what patterns stand for. Found by skipping from one to the next, however many events. */
export async function listCountedTypes(
  scope: Scope,
  sql: postgres.TransactionSql,
  environment: Environment,
): Promise<string[]> {
  const rows = await sql<{ type: string }[]>`
    with recursive seen(type) as (
      (select event_type from event_buckets where project_id = ${scope.projectId} and environment = ${environment}
       order by event_type limit 1)
      union all
      select (select event_type from event_buckets where project_id = ${scope.projectId} and environment = ${environment}
                and event_type > seen.type order by event_type limit 1)
      from seen where seen.type is not null
    )
    select type from seen where type is not null limit 2000`;
  return rows.map(({ type }) => type);
}

/** Part of the customers of a series in the order of their ids. */
type PageOf = { environment: Environment; series: Series; since: number; after: string; limit: number };

/** Customers of whom something came at `since` or later, the next of them after an id. */
export async function listSeen(
  scope: Scope,
  sql: postgres.TransactionSql,
  { environment, series, since, after, limit }: PageOf,
): Promise<string[]> {
  const rows =
    series.kind === "meter"
      ? await sql<{ id: string }[]>`
          with recursive known(id) as (
            (select customer_id from measurement_buckets where project_id = ${scope.projectId} and environment = ${environment}
               and meter = ${series.meter} and customer_id > ${after} order by customer_id limit 1)
            union all
            select (select customer_id from measurement_buckets where project_id = ${scope.projectId} and environment = ${environment}
                      and meter = ${series.meter} and customer_id > known.id order by customer_id limit 1)
            from known where known.id is not null
          )
          select id from known
          where id is not null and exists (
            select from measurement_buckets where project_id = ${scope.projectId} and environment = ${environment}
              and meter = ${series.meter} and customer_id = known.id and hour >= ${iso(since)})
          limit ${limit}`
      : await sql<{ id: string }[]>`
          select distinct customer_id as id from event_buckets
          where project_id = ${scope.projectId} and environment = ${environment} and event_type = any(${[...series.types]})
            and customer_id > ${after} and currency = ${series.currency} and hour >= ${iso(since)}
          order by customer_id limit ${limit}`;
  return rows.map(({ id }) => id);
}
