import { and, desc, eq } from "drizzle-orm";
import { escalationPolicies } from "@/db/schema";
import { inScope, statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { isId } from "@/lib/id";
import { type EscalationDefinition, escalationDefinition } from "./schema";

export type EscalationItem = EscalationDefinition & {
  id: string;
  name: string;
  enabled: boolean;
  createdAt: Date;
  updatedAt: Date;
};

async function read(scope: Scope, id?: string): Promise<EscalationItem[]> {
  const isIt = id === undefined ? undefined : eq(escalationPolicies.id, id);
  const rows = await inScope(scope, (tx) =>
    tx
      .select()
      .from(escalationPolicies)
      .where(and(eq(escalationPolicies.projectId, scope.projectId), isIt))
      .orderBy(desc(escalationPolicies.id)),
  );
  return rows.map(({ id: own, name, enabled, definition, createdAt, updatedAt }) => ({
    ...escalationDefinition.parse(definition),
    ...{ id: own, name, enabled, createdAt, updatedAt },
  }));
}

/** A project's escalations, newest first; there are few. */
export const listEscalations = (scope: Scope): Promise<EscalationItem[]> => read(scope);

/** One of them. @throws AppError `not_found`, also for another project's id. */
export async function getEscalation(scope: Scope, id: string): Promise<EscalationItem> {
  const [item] = isId("escalation", id) ? await read(scope, id) : [];
  if (!item) throw notFound();
  return item;
}

/** A case that climbs just now. */
export type ClimbingItem = { caseId: string; text: string; policyName: string; steps: number; dueAt: Date };

/** Cases that nobody has acknowledged and that climb, the next to climb first. */
export async function listClimbing(scope: Scope): Promise<ClimbingItem[]> {
  return statementInScope<ClimbingItem>(
    scope,
    (sql) => sql`
      select e.case_id as "caseId", c.text, p.name as "policyName", e.steps, e.due_at as "dueAt"
      from escalations e join cases c on c.project_id = e.project_id and c.id = e.case_id
      join escalation_policies p on p.project_id = e.project_id and p.id = e.policy_id
      where e.project_id = ${scope.projectId} and e.state = 'waiting' and c.state = 'open' and c.acknowledged_at is null and e.due_at is not null
      order by e.due_at limit 50`,
  );
}
