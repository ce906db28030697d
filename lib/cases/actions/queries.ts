import { hotSql } from "@/db/client";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Place } from "@/lib/cases/edits";

/** Where a case has a living message that can be edited. */
export async function listPlaces(scope: Scope, caseId: string): Promise<Place[]> {
  return statementInScope<Place>(
    scope,
    (sql) => sql`
      select c.id as "caseId", c.customer_id as "customerId", c.environment, d.id as "destinationId", d.name as "destinationName",
             d.kind as "destinationKind", d.lane
      from cases c
      join case_messages m on m.project_id = c.project_id and m.case_id = c.id
      join destinations d on d.project_id = m.project_id and d.id = m.destination_id and d.enabled and d.status = 'active'
        and d.kind <> 'slack_webhook'
      where c.project_id = ${scope.projectId} and c.id = ${caseId}`,
  );
}

/** Who acts, as people know them: a member's name or address, a key's name. */
export async function findActorName(scope: Scope): Promise<string> {
  const { organizationId, actor } = scope;
  const sql = hotSql();
  if (actor.kind === "system") return "Bellwire";
  const [row] =
    actor.kind === "member"
      ? await sql<{ name: string }[]>`
          select coalesce(nullif(u.name, ''), u.email) as name from users u join members m on m.user_id = u.id
          where u.id = ${actor.userId} and m.organization_id = ${organizationId}`
      : await sql<{ name: string }[]>`
          select name from api_keys where id = ${actor.keyId} and organization_id = ${organizationId}`;
  return row?.name ?? "somebody";
}
