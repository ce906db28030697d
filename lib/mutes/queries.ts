import type postgres from "postgres";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { maxPage } from "@/lib/events/queries";
import type { Mute } from "./match";

export type MuteItem = Mute & {
  reason: string;
  createdAt: Date;
  /** Names of what is muted, where they are known. */
  customerName: string | null;
  ruleName: string | null;
  routeName: string | null;
  destinationName: string | null;
  /** What it has kept from being told so far. */
  suppressed: number;
};

type MuteFilter = {
  customerId?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};

const columns = (sql: postgres.Sql) => sql`
  m.id, m.customer_id as "customerId", m.rule_id as "ruleId", m.route_id as "routeId", m.destination_id as "destinationId",
  m.until, m.by, m.reason, m.created_at as "createdAt",
  (select c.name from customers c where c.project_id = m.project_id and c.id = m.customer_id
   order by c.environment = 'production' desc limit 1) as "customerName",
  (select r.name from rules r where r.project_id = m.project_id and r.id = m.rule_id) as "ruleName",
  (select r.name from routes r where r.project_id = m.project_id and r.id = m.route_id) as "routeName",
  (select d.name from destinations d where d.project_id = m.project_id and d.id = m.destination_id) as "destinationName",
  (select count(*)::int from notifications n where n.project_id = m.project_id and n.state = 'suppressed'
     and n.reason ->> 'muteId' = m.id) as suppressed`;

/** Mutes of a project that have not ended, newest first, by cursor (the last id of the page before). */
export async function listMutes(
  scope: Scope,
  { customerId, cursor, limit: wanted = 50 }: MuteFilter,
  now: Date,
): Promise<{ items: MuteItem[]; nextCursor: string | null }> {
  const limit = Math.min(Math.max(wanted, 1), maxPage);
  const rows = await statementInScope<MuteItem>(
    scope,
    (sql) => sql`
      select ${columns(sql)} from mutes m where m.project_id = ${scope.projectId} and m.until > ${now}
        ${customerId === undefined ? sql`` : sql`and m.customer_id = ${customerId}`}
        ${cursor === undefined ? sql`` : sql`and m.id < ${cursor}`}
      order by m.id desc limit ${limit + 1}`,
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One mute, ended or not. @throws AppError `not_found`, also for another project's id. */
export async function getMute(scope: Scope, id: string): Promise<MuteItem> {
  const [row] = await statementInScope<MuteItem>(
    scope,
    (sql) =>
      sql`select ${columns(sql)} from mutes m where m.project_id = ${scope.projectId} and m.id = ${id}`,
  );
  if (!row) throw notFound();
  return row;
}
