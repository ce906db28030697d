import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/**
 * The address of whoever looks after the customer of a notification, or of whoever they answer to (the customer's attribute
 * `ownerManagerEmail`): as its event says, or the event that its case is told by, else as the customer's profile does. In lower
 * case; null when nobody is named.
 */
export async function findOwnerAddress(
  _scope: SystemScope,
  {
    projectId,
    notificationId,
    person = "owner",
  }: { projectId: string; notificationId: string; person?: "owner" | "manager" | undefined },
): Promise<string | null> {
  const sql = hotSql();
  const address =
    person === "owner"
      ? sql`coalesce(nullif(e.customer #>> '{owner,email}', ''), nullif(c.owner_email, ''))`
      : sql`coalesce(nullif(e.customer #>> '{attributes,ownerManagerEmail}', ''), nullif(c.attributes ->> 'ownerManagerEmail', ''))`;
  const [row] = await sql<{ email: string | null }[]>`
    select lower(${address}) as email
    from notifications n
    left join cases s on s.project_id = n.project_id and s.id = n.case_id
    left join events e on e.project_id = n.project_id and e.id = coalesce(n.event_id, s.lead_event_id)
    left join customers c on c.project_id = n.project_id and c.environment = n.environment
      and c.id = coalesce(n.customer_id, s.customer_id)
    where n.project_id = ${projectId} and n.id = ${notificationId}`;
  return row?.email ?? null;
}
