import type postgres from "postgres";
import type { Scope } from "@/lib/auth/scope";
import type { Counted } from "./counted";

/**
 * The part of a statement that adds events to their hours, per customer and in total, in the order of the key, so that two
 * such statements never wait for each other in a ring.
 * @param condition which of them count, over the alias `k`: those that this statement decides, so that each counts once.
 */
export function countParts(
  sql: postgres.Sql,
  scope: Scope,
  counted: readonly Counted[],
  condition: postgres.Fragment,
): postgres.Fragment {
  return sql`
    counted as (
      insert into event_buckets as b (project_id, environment, event_type, customer_id, currency, hour, count, amount, last_at)
      select ${scope.projectId}, k.environment, k.type, c.id, k.currency, k.hour, count(*), sum(k.amount), max(k.at)
      from json_to_recordset(${JSON.stringify(counted)}::text::json) as k(
        "eventId" text, environment text, type text, "customerId" text, currency text, amount numeric, hour timestamptz, at timestamptz)
      cross join lateral (values (''), (k."customerId")) as c(id)
      where c.id is not null and ${condition}
      group by k.environment, k.type, c.id, k.currency, k.hour
      order by k.environment, k.type, c.id, k.currency, k.hour
      on conflict (project_id, environment, event_type, customer_id, currency, hour) do update set
        count = b.count + excluded.count, amount = b.amount + excluded.amount, last_at = greatest(b.last_at, excluded.last_at)
    )`;
}
