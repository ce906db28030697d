import { and, count, desc, eq, getTableColumns, gt, lt, sql, sum } from "drizzle-orm";
import { hotSql } from "@/db/client";
import type { ReceiptStatus, SourceKind } from "@/db/enums";
import { sourceReceipts, sources } from "@/db/schema";
import { inScope } from "@/db/transaction";
import type { Scope, SystemScope } from "@/lib/auth/scope";
import { systemProjectScope } from "@/lib/auth/system";
import { open } from "@/lib/crypto";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { type ReceiptFilter, sourceConfig } from "./schema";

/** A source as people and the API see it. Its secret is in none of it. */
export type SourceItem = {
  id: string;
  kind: SourceKind;
  name: string;
  enabled: boolean;
  /** The end of the secret, to tell two apart; null while there is none. */
  secretHint: string | null;
  /** Until when the secret before the last rotation still opens the door; null when it does not. */
  previousSecretUntil: string | null;
  customerUrl: string | null;
  lastReceivedAt: Date | null;
  createdAt: Date;
};

type Row = typeof sources.$inferSelect;

function itemOf(row: Row): SourceItem {
  const config = sourceConfig.parse(row.config);
  const { id, kind, name, enabled, lastReceivedAt, createdAt } = row;
  return {
    id,
    kind,
    name,
    enabled,
    secretHint: row.secret === null ? null : config.hint,
    previousSecretUntil: config.previous?.until ?? null,
    customerUrl: config.customerUrl ?? null,
    lastReceivedAt,
    createdAt,
  };
}

/** All sources of a project, newest first. */
export async function listSources(scope: Scope): Promise<SourceItem[]> {
  const rows = await inScope(scope, (tx) =>
    tx.select().from(sources).where(eq(sources.projectId, scope.projectId)).orderBy(desc(sources.id)),
  );
  return rows.map(itemOf);
}

/** One source. @throws AppError `not_found`, also for another project's id. */
export async function getSource(scope: Scope, id: string): Promise<SourceItem> {
  if (!isId("source", id)) throw notFound();
  const [row] = await inScope(scope, (tx) =>
    tx
      .select()
      .from(sources)
      .where(and(eq(sources.projectId, scope.projectId), eq(sources.id, id))),
  );
  if (!row) throw notFound();
  return itemOf(row);
}

/** A source as a request to its address finds it. Never log it. */
export type ListeningSource = {
  id: string;
  kind: SourceKind;
  enabled: boolean;
  scope: Scope;
  /** Those that open its door now: the one in use, and the one before it for a while. */
  secrets: string[];
  customerUrl: string | undefined;
};

type Listening = Pick<Row, "id" | "kind" | "enabled" | "config" | "secret"> & {
  project_id: string;
  organization_id: string;
};

/** The source of a public address, before any tenant is known. @throws AppError `not_found` */
export async function findListeningSource(
  _scope: SystemScope,
  id: string,
  { now }: { now: Date },
): Promise<ListeningSource> {
  if (!isId("source", id)) throw notFound();
  const [row] = await hotSql()<Listening[]>`
    select s.id, s.kind, s.enabled, s.config, s.secret, s.project_id, p.organization_id
    from sources s join projects p on p.id = s.project_id
    where s.id = ${id}`;
  if (!row) throw notFound();
  const { previous, customerUrl } = sourceConfig.parse(row.config);
  const isPreviousGood = previous !== undefined && Date.parse(previous.until) > now.getTime();
  const sealed = [row.secret, isPreviousGood ? previous.secret : null].filter((each) => each !== null);
  return {
    id: row.id,
    kind: row.kind,
    enabled: row.enabled,
    scope: systemProjectScope(`source:${row.id}`, row.organization_id, row.project_id),
    secrets: sealed.map((each) => open(each, { table: "sources", row: row.id, column: "secret" })),
    customerUrl,
  };
}

/** What a vendor posted and what became of it. */
export type ReceiptItem = Omit<typeof sourceReceipts.$inferSelect, "projectId" | "sourceId">;

/** What a source received, newest first, by cursor (the last id of the page before). */
export async function listReceipts(
  scope: Scope,
  sourceId: string,
  { cursor, limit = 25, status }: ReceiptFilter,
): Promise<{ items: ReceiptItem[]; nextCursor: string | null }> {
  const { projectId: _p, sourceId: _s, ...columns } = getTableColumns(sourceReceipts);
  const rows = await inScope(scope, (tx) =>
    tx
      .select(columns)
      .from(sourceReceipts)
      .where(
        and(
          eq(sourceReceipts.projectId, scope.projectId),
          eq(sourceReceipts.sourceId, sourceId),
          cursor === undefined ? undefined : lt(sourceReceipts.id, cursor),
          status === undefined ? undefined : eq(sourceReceipts.status, status),
        ),
      )
      .orderBy(desc(sourceReceipts.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many of each status a source received since an instant. */
export async function countReceipts(
  scope: Scope,
  sourceId: string,
  since: Date,
): Promise<Record<ReceiptStatus, number>> {
  const rows = await inScope(scope, (tx) =>
    tx
      .select({ status: sourceReceipts.status, rows: count(), requests: sum(sourceReceipts.count) })
      .from(sourceReceipts)
      .where(
        and(
          eq(sourceReceipts.projectId, scope.projectId),
          eq(sourceReceipts.sourceId, sourceId),
          gt(sourceReceipts.receivedAt, sql`${since.toISOString()}::timestamptz`),
        ),
      )
      .groupBy(sourceReceipts.status),
  );
  const counts: Record<ReceiptStatus, number> = { accepted: 0, duplicate: 0, ignored: 0, rejected: 0 };
  for (const row of rows) counts[row.status] = Number(row.requests ?? row.rows);
  return counts;
}
