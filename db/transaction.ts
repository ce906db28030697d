import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { database, hotSql, type Transaction } from "./client";

type TenantIds = { organizationId: string; projectId?: string };

/**
 * The one way to a tenant's rows through drizzle: a transaction that carries who it is for.
 * Row level security reads `app.organization_id` and `app.project_id`; both end with the transaction.
 */
export function inScope<T>(scope: TenantIds, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.organization_id', ${scope.organizationId}, true), set_config('app.project_id', ${scope.projectId ?? ""}, true)`,
    );
    return work(tx);
  });
}

/** A transaction of a job or of a person before any organization is chosen: sign-in, relays, lanes. */
export function acrossTenants<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(work);
}

/**
 * One hot statement for a project. It is alone in its transaction, so it costs one round trip;
 * when row level security comes on, the settings are pipelined with it here.
 */
export function statementInScope<Row extends object>(
  _scope: TenantIds,
  build: (sql: postgres.Sql) => postgres.PendingQuery<Row[]>,
): Promise<Row[]> {
  return build(hotSql()).then((rows) => [...rows]);
}
