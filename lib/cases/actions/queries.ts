import { hotSql } from "@/db/client";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import type { Place } from "@/lib/cases/edits";
import { notFound } from "@/lib/errors";
import type { CaseFacts } from "./told";

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
        and d.kind in ('slack_channel', 'slack_dm')
      where c.project_id = ${scope.projectId} and c.id = ${caseId}`,
  );
}

/** Who acts, as people know them: a member's name or address, a key's name. */
export async function findActorName(scope: Scope): Promise<string> {
  const { organizationId, actor } = scope;
  const sql = hotSql();
  if (actor.kind === "system") return "Bellwire";
  if (actor.kind === "slack_user") return actor.name;
  const [row] =
    actor.kind === "member"
      ? await sql<{ name: string }[]>`
          select coalesce(nullif(u.name, ''), u.email) as name from users u join members m on m.user_id = u.id
          where u.id = ${actor.userId} and m.organization_id = ${organizationId}`
      : await sql<{ name: string }[]>`
          select name from api_keys where id = ${actor.keyId} and organization_id = ${organizationId}`;
  return row?.name ?? "somebody";
}

/** A case as signals speak of it. @throws AppError `not_found`, also for another project's id. */
export async function findCaseFacts(scope: Scope, caseId: string): Promise<CaseFacts> {
  const [row] = await statementInScope<CaseFacts>(
    scope,
    (sql) => sql`
      select id, key, state, severity, text, environment, customer_id as "customerId", customer_name as "customerName"
      from cases where project_id = ${scope.projectId} and id = ${caseId}`,
  );
  if (!row) throw notFound();
  return row;
}
