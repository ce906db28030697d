import type { Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import type { Window } from "./windows";

export type MeterItem = {
  name: string;
  unit: string | null;
  /** When the first and the last reading were taken. */
  firstReadAt: Date;
  lastReadAt: Date;
  /** Exact decimals, as all values of readings. */
  lastValue: string | null;
};

/** Most meters of one page. */
export const maxPage = 100;

type MeterFilter = {
  environment: Environment;
  /** The last name of the page before. */
  cursor?: string | undefined;
  limit?: number | undefined;
};

/** A project's meters in the order of their names, by cursor. */
export async function listMeters(
  scope: Scope,
  { environment, cursor, limit: asked = 50 }: MeterFilter,
): Promise<{ items: MeterItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(asked, 1), maxPage);
  const rows = await statementInScope<MeterItem>(
    scope,
    (sql) => sql`
      select m.name, m.unit, m.first_read_at as "firstReadAt", m.last_read_at as "lastReadAt",
             trim_scale(b.last)::text as "lastValue"
      from meters m left join lateral (
        select last from measurement_buckets
        where project_id = m.project_id and environment = m.environment and meter = m.name and customer_id = ''
        order by hour desc limit 1
      ) b on true
      where m.project_id = ${scope.projectId} and m.environment = ${environment}
        ${cursor === undefined ? sql`` : sql`and m.name > ${cursor}`}
      order by m.name limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.name ?? null) : null };
}

/** One meter. @throws AppError 404. */
export async function getMeter(
  scope: Scope,
  environment: Environment,
  name: string,
): Promise<{ name: string; unit: string | null }> {
  if (name.includes("\u0000")) throw notFound();
  const [meter] = await statementInScope<{ name: string; unit: string | null }>(
    scope,
    (sql) => sql`
      select name, unit from meters
      where project_id = ${scope.projectId} and environment = ${environment} and name = ${name}`,
  );
  if (!meter) throw notFound();
  return meter;
}

/** What the readings of a window come to. A window without readings has a sum and a count of 0 and nothing else. */
export type WindowValue = {
  sum: string;
  count: number;
  min: string | null;
  max: string | null;
  last: string | null;
  lastAt: Date | null;
};

type SeriesOf = {
  environment: Environment;
  meter: string;
  /** Null for all customers together. */
  customerId: string | null;
  windows: readonly Window[];
};

/**
 * What a meter comes to in each of the windows, in their order, in one statement. An hour counts to the window that it begins
 * in, so windows of the project's own calendar are exact.
 */
export async function sumWindows(
  scope: Scope,
  { environment, meter, customerId, windows }: SeriesOf,
): Promise<WindowValue[]> {
  const bounds = windows.map(({ start, end }, position) => ({
    position,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  }));
  return statementInScope<WindowValue>(
    scope,
    (sql) => sql`
      select coalesce(trim_scale(b.sum), 0)::text as sum, coalesce(b.count, 0)::float8 as count, trim_scale(b.min)::text as min,
             trim_scale(b.max)::text as max, trim_scale(b.last)::text as last, b.last_at as "lastAt"
      from json_to_recordset(${JSON.stringify(bounds)}::text::json) as w(position int, start timestamptz, "end" timestamptz)
      left join lateral (
        select sum(sum) as sum, sum(count) as count, min(min) as min, max(max) as max, max(last_at) as last_at,
               (array_agg(last order by last_at desc, last_id collate "C" desc))[1] as last
        from measurement_buckets
        where project_id = ${scope.projectId} and environment = ${environment} and meter = ${meter}
          and customer_id = ${customerId ?? ""} and hour >= w.start and hour < w."end"
      ) b on true
      order by w.position`,
  );
}

export type CustomerMeter = { name: string; unit: string | null; lastValue: string; lastAt: Date };

/** The meters that a customer has readings of, each with the last one. */
export async function listMetersOfCustomer(
  scope: Scope,
  environment: Environment,
  customerId: string,
): Promise<CustomerMeter[]> {
  return statementInScope<CustomerMeter>(
    scope,
    (sql) => sql`
      select m.name, m.unit, trim_scale(b.last)::text as "lastValue", b.last_at as "lastAt"
      from meters m join lateral (
        select last, last_at from measurement_buckets
        where project_id = m.project_id and environment = m.environment and meter = m.name and customer_id = ${customerId}
        order by hour desc limit 1
      ) b on true
      where m.project_id = ${scope.projectId} and m.environment = ${environment}
      order by m.name limit 200`,
  );
}
