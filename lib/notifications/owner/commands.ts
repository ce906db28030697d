import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/** Adds to a notification's reason that its owner could not be told, once. */
export async function noteOwnerFallback(
  _scope: SystemScope,
  { projectId, notificationId, text }: { projectId: string; notificationId: string; text: string },
): Promise<void> {
  await hotSql()`
    update notifications set reason = jsonb_set(reason, '{text}', to_jsonb((reason ->> 'text') || ' ' || ${text}::text))
    where project_id = ${projectId} and id = ${notificationId} and position(${text}::text in reason ->> 'text') = 0`;
}
