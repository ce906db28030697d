import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/** Sets when a project's calendar is looked at next, once all of a day is recorded. Somebody who was quicker has moved it on. */
export async function moveOn(
  _scope: SystemScope,
  { projectId, nextAt, following }: { projectId: string; nextAt: Date; following: Date },
): Promise<void> {
  await hotSql()`
    update calendar_facts set next_at = ${following}
    where project_id = ${projectId} and date_trunc('milliseconds', next_at) = ${nextAt}::timestamptz`;
}
