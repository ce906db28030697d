import type { Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Window } from "@/lib/meters/windows";

type EventsOf = {
  environment: Environment;
  /** Empty for all together. */
  customerId: string;
  /** A type or all of a kind (`payment.*`) that is counted, or the currency of the revenue that is added up. */
  of: { eventType: string } | { currency: string };
  windows: readonly Window[];
};

/** What events come to in each of the windows, in their order; null where none came. */
export async function sumEvents(
  scope: Scope,
  { environment, customerId, of, windows }: EventsOf,
): Promise<(string | null)[]> {
  const bounds = windows.map(({ start, end }, position) => ({
    position,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  }));
  const rows = await statementInScope<{ value: string | null }>(scope, (sql) => {
    const currency = "currency" in of ? of.currency : "";
    const kind = "eventType" in of ? of.eventType : "*";
    const ofType = kind.endsWith("*")
      ? sql`and starts_with(event_type, ${kind.slice(0, -1)})`
      : sql`and event_type = ${kind}`;
    return sql<{ value: string | null }[]>`
      select trim_scale(b.value)::text as value
      from json_to_recordset(${JSON.stringify(bounds)}::text::json) as w(position int, start timestamptz, "end" timestamptz)
      left join lateral (
        select ${"currency" in of ? sql`sum(amount)` : sql`sum(count)`} as value from event_buckets
        where project_id = ${scope.projectId} and environment = ${environment} and customer_id = ${customerId}
          and currency = ${currency} ${ofType} and hour >= w.start and hour < w."end"
      ) b on true
      order by w.position`;
  });
  return rows.map(({ value }) => value);
}

type MeterTop = { environment: Environment; meter: string; window: Window; limit: number };
export type TopCustomer = { customerId: string; name: string | null; sum: string };

/** The customers that a meter counted most of within a window, most first. */
export async function listTopCustomers(
  scope: Scope,
  { environment, meter, window, limit }: MeterTop,
): Promise<TopCustomer[]> {
  return statementInScope<TopCustomer>(
    scope,
    (sql) => sql`
      with top as (
        select customer_id, sum(sum) as sum from measurement_buckets
        where project_id = ${scope.projectId} and environment = ${environment} and meter = ${meter} and customer_id <> ''
          and hour >= ${new Date(window.start)} and hour < ${new Date(window.end)}
        group by customer_id order by sum(sum) desc, customer_id limit ${limit}
      )
      select t.customer_id as "customerId", c.name, trim_scale(t.sum)::text as sum
      from top t left join customers c on c.project_id = ${scope.projectId} and c.environment = ${environment} and c.id = t.customer_id
      order by t.sum desc, t.customer_id`,
  );
}
