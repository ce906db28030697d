import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { projects } from "@/db/schema";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";

type Change = Parameters<typeof recordAudit>[2];

/** Writes a change into the audit log and makes every process load the playbook anew. */
export type RecordChange = (change: Change) => Promise<void>;

/**
 * One transaction that may change a project's routes or destinations. Such changes go one after another, so that what
 * `work` has looked up (a free name, a URL not yet in use) is still true when it writes. Nothing is loaded anew unless
 * `record` was called.
 * @throws AppError `not_found` when the project is gone or belongs to another organization.
 */
export function changePlaybook<T>(
  scope: Scope,
  work: (tx: Transaction, record: RecordChange) => Promise<T>,
): Promise<T> {
  const isThis = and(eq(projects.id, scope.projectId), eq(projects.organizationId, scope.organizationId));
  return inScope(scope, async (tx) => {
    const [project] = await tx.select({ id: projects.id }).from(projects).where(isThis).for("no key update");
    if (!project) throw notFound();
    return work(tx, async (change) => {
      await recordAudit(tx, scope, change);
      await tx
        .update(projects)
        .set({ playbookVersion: sql`${projects.playbookVersion} + 1` })
        .where(isThis);
    });
  });
}
