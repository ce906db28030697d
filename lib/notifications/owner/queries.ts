import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/**
 * The address of whoever looks after the customer of a notification: as its event says, or the event that its case is told by, else
 * as the customer's profile does. In lower case; null when nobody is named.
 */
export async function findOwnerAddress(
  _scope: SystemScope,
  { projectId, notificationId }: { projectId: string; notificationId: string },
): Promise<string | null> {
  const [row] = await hotSql()<{ email: string | null }[]>`
    select lower(coalesce(nullif(e.customer #>> '{owner,email}', ''), nullif(c.owner_email, ''))) as email
    from notifications n
    left join cases s on s.project_id = n.project_id and s.id = n.case_id
    left join events e on e.project_id = n.project_id and e.id = coalesce(n.event_id, s.lead_event_id)
    left join customers c on c.project_id = n.project_id and c.environment = n.environment
      and c.id = coalesce(n.customer_id, s.customer_id)
    where n.project_id = ${projectId} and n.id = ${notificationId}`;
  return row?.email ?? null;
}
