import type postgres from "postgres";
import { inScope, statementInScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { idFloor, newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { type ReplayInput, replayableStates } from "./schema";

export type Replayed = {
  /** How many fit, up to `max`. */
  matched: number;
  /** How many were made; the rest was replayed by the same request already, or leads nowhere any more. */
  replayed: number;
  /** Whether more fit than `max`. */
  hasMore: boolean;
  wakes: Wake[];
};

/** Rows that say nothing by themselves: a test, a counted message, an edit. */
const unrepeatable = ["test", "fold", "connected", "case_edit"];

function chosen(
  sql: postgres.Sql,
  scope: Scope,
  { ids, destination, state, type, since, until, max }: ReplayInput,
) {
  return sql`
    select n.* from notifications n
    where n.project_id = ${scope.projectId} and n.state = any(${state ? [state] : [...replayableStates]})
      and n.kind <> all(${unrepeatable})
      ${ids ? sql`and n.id = any(${ids})` : sql``}
      ${destination ? sql`and n.destination_id = ${destination}` : sql``}
      ${type ? sql`and n.event_type = ${type}` : sql``}
      ${since ? sql`and n.id >= ${idFloor("notification", since)} and n.created_at >= ${since}` : sql``}
      ${until ? sql`and n.id < ${idFloor("notification", new Date(until.getTime() + 600_000))} and n.created_at < ${until}` : sql``}
    order by n.id limit ${max + 1}`;
}

async function count(scope: Scope, input: ReplayInput): Promise<Replayed> {
  const [row] = await statementInScope<{ count: number }>(
    scope,
    (sql) => sql`select count(*)::int as count from (${chosen(sql, scope, input)}) n`,
  );
  const found = row?.count ?? 0;
  return { matched: Math.min(found, input.max), replayed: 0, hasMore: found > input.max, wakes: [] };
}

const countDigits = 6;

type Made = { found: number; made: number; wakes: { lane: string; at: string }[] | null };

/**
 * Sends settled notifications again, each as a new one with the same words and a `webhook-id` of its own, which names the one
 * that it repeats in `webhook-replay-of`: a receiver that threw the first away by its id takes this one. The old rows keep their
 * story. With a `requestId` the same request makes nothing twice, however often and however many at once it comes.
 */
export async function planReplay(scope: Scope, input: ReplayInput): Promise<Replayed> {
  if (input.dryRun) return count(scope, input);
  const base = newId("notification");
  const ids = base.slice(0, -countDigits);
  const key = input.requestId ?? base;
  const [row] = await statementInScope<Made>(
    scope,
    (sql) => sql`
      with found as (${chosen(sql, scope, input)}), chosen as (select * from found order by id limit ${input.max}), made as (
        insert into notifications (project_id, id, dedupe_key, kind, event_id, event_type, customer_id, route_id, route_name,
          destination_id, destination_name, destination_kind, lane, environment, severity, state, reason, message, due_at)
        select n.project_id, ${ids}::text || lpad((row_number() over (order by n.id))::text, ${countDigits}::int, '0'),
          ${`replay|${key}|`}::text || n.id, case n.kind when 'signal' then 'signal' else 'resend' end, n.event_id, n.event_type,
          n.customer_id, n.route_id, n.route_name, d.id, d.name, d.kind, d.lane, n.environment, n.severity,
          case d.status when 'broken' then 'held' else 'pending' end,
          jsonb_build_object('code', 'replay', 'text', 'Replayed by hand, as ' || n.id || ' was.', 'of', n.id), n.message,
          case when d.status <> 'broken' then now() end
        from chosen n join destinations d on d.project_id = n.project_id and d.id = n.destination_id and d.enabled
        on conflict (project_id, dedupe_key) do nothing
        returning lane, state
      ), woken as (
        insert into lanes (key, wake_at) select distinct lane, now() from made where state = 'pending' order by lane
        on conflict (key) do update set wake_at = greatest(now(), lanes.next_at)
        returning key as lane, wake_at as at
      )
      select (select count(*)::int from found) as found, (select count(*)::int from made) as made,
        (select json_agg(woken) from woken) as wakes`,
  );
  const { found = 0, made = 0, wakes } = row ?? { wakes: null };
  const { ids: named, requestId: _, dryRun: __, ...filter } = input;
  if (made > 0)
    await inScope(scope, (tx) =>
      recordAudit(tx, scope, {
        action: "notification.replay",
        targetId: input.destination ?? scope.projectId,
        after: { ...filter, ...(named && { ids: named.length }), replayed: made },
      }),
    );
  return {
    matched: Math.min(found, input.max),
    replayed: made,
    hasMore: found > input.max,
    wakes: (wakes ?? []).map(({ lane, at }) => ({ lane, at: new Date(at) })),
  };
}
