import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/** Takes the time off a case whose end by it has been recorded, unless another was set meanwhile. */
export async function clearExpiry(
  _scope: SystemScope,
  { projectId, caseId, expiresAt }: { projectId: string; caseId: string; expiresAt: Date },
): Promise<void> {
  await hotSql()`update cases set expires_at = null where project_id = ${projectId} and id = ${caseId} and expires_at <= ${expiresAt}`;
}

/** Notes that a destination knows all there is to know, where nothing is left to be said. */
export async function markTold(
  _scope: SystemScope,
  {
    projectId,
    caseId,
    destinationId,
    version,
  }: { projectId: string; caseId: string; destinationId: string; version: number },
): Promise<void> {
  await hotSql()`
    update case_messages set told_version = ${version}
    where project_id = ${projectId} and case_id = ${caseId} and destination_id = ${destinationId} and told_version < ${version}`;
}
