import { hotSql } from "@/db/client";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { idFloor, isId } from "@/lib/id";
import { maxPage } from "../queries";

/** An event that was refused at the door, with its reason. */
export type RejectedEvent = {
  id: string;
  receivedAt: Date;
  source: string;
  sourceId: string | null;
  externalId: string | null;
  type: string | null;
  code: string;
  /** RFC 6901, relative to the event; empty for the event as a whole. */
  pointer: string;
  message: string;
};

export type RejectedFilter = {
  cursor?: string | undefined;
  limit?: number | undefined;
  code?: string | undefined;
  source?: string | undefined;
  sourceId?: string | undefined;
  type?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  /** Words to find in the reason, the pointer, the type or the sender's id. */
  query?: string | undefined;
};

const columns = () => hotSql()`
  id, received_at as "receivedAt", source, source_id as "sourceId", external_id as "externalId", type, code, pointer, message`;

function conditionsOf(filter: RejectedFilter) {
  const sql = hotSql();
  const pattern = filter.query ? `%${filter.query.replaceAll(/[\\%_]/g, "\\$&")}%` : undefined;
  return [
    filter.cursor ? sql`and id < ${filter.cursor}` : sql``,
    filter.code ? sql`and code = ${filter.code}` : sql``,
    filter.source ? sql`and source = ${filter.source}` : sql``,
    filter.sourceId ? sql`and source_id = ${filter.sourceId}` : sql``,
    filter.type ? sql`and type = ${filter.type}` : sql``,
    filter.from ? sql`and received_at >= ${filter.from}` : sql``,
    filter.to ? sql`and received_at < ${filter.to}` : sql``,
    pattern
      ? sql`and (message ilike ${pattern} or pointer ilike ${pattern} or type ilike ${pattern} or external_id ilike ${pattern})`
      : sql``,
  ];
}

/** A project's refused events, newest first, by cursor (the last id of the page before). Bodies are left out. */
export async function listRejected(
  scope: Scope,
  filter: RejectedFilter,
): Promise<{ items: RejectedEvent[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(filter.limit ?? 50, 1), maxPage);
  const rows = await statementInScope<RejectedEvent>(
    scope,
    (sql) => sql`
      select ${columns()} from rejected_events where project_id = ${scope.projectId} ${conditionsOf(filter)}
      order by id desc limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One refused event with its body as text. @throws AppError `not_found`, also for another project's id. */
export async function getRejected(scope: Scope, id: string): Promise<RejectedEvent & { body: string }> {
  if (!isId("rejected", id)) throw notFound();
  const [row] = await statementInScope<RejectedEvent & { body: string }>(
    scope,
    (sql) => sql`
      select ${columns()}, body from rejected_events where project_id = ${scope.projectId} and id = ${id}`,
  );
  if (!row) throw notFound();
  return row;
}

/** How many events were refused since an instant. */
export async function countRejected(scope: Scope, since: Date): Promise<number> {
  const [row] = await statementInScope<{ count: number }>(
    scope,
    (sql) => sql`
      select count(*)::int as count from rejected_events
      where project_id = ${scope.projectId} and id >= ${idFloor("rejected", since)}`,
  );
  return row?.count ?? 0;
}

/** How much of what came in during a span of time was refused. */
export type RejectedShare = {
  rejected: number;
  accepted: number;
  reasons: { code: string; count: number }[];
};

const hourMs = 3_600_000;

/** What was refused in the hour and in the day before `now`, by reason, beside what was taken. */
export async function summarizeRejected(
  scope: Scope,
  { now }: { now: Date },
): Promise<{ hour: RejectedShare; day: RejectedShare }> {
  const [hour, day] = await Promise.all(
    [hourMs, 24 * hourMs].map((span) => shareSince(scope, new Date(now.getTime() - span))),
  );
  if (!hour || !day) throw new Error("a span has no share");
  return { hour, day };
}

/** By ids, which begin with their instant, so that both counts are ranges of a primary key. */
async function shareSince(scope: Scope, since: Date): Promise<RejectedShare> {
  const [reasons, [taken]] = await Promise.all([
    statementInScope<{ code: string; count: number }>(
      scope,
      (sql) => sql`
        select code, count(*)::int as count from rejected_events
        where project_id = ${scope.projectId} and id >= ${idFloor("rejected", since)}
        group by code order by count desc, code`,
    ),
    statementInScope<{ count: number }>(
      scope,
      (sql) => sql`
        select count(*)::int as count from events
        where project_id = ${scope.projectId} and id >= ${idFloor("event", since)} and source <> 'bellwire'`,
    ),
  ]);
  const rejected = reasons.reduce((sum, { count }) => sum + count, 0);
  return { rejected, accepted: taken?.count ?? 0, reasons };
}
