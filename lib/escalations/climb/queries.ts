import { hotSql } from "@/db/client";
import type { Environment, Severity } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { type EscalationDefinition, escalationDefinition } from "@/lib/escalations/schema";

/** A case whose next step is due. */
export type DueEscalation = {
  organizationId: string;
  projectId: string;
  policyId: string;
  policyName: string;
  definition: EscalationDefinition;
  caseId: string;
  openedBy: string;
  /** Steps that were taken so far. */
  steps: number;
  startedAt: Date;
  environment: Environment;
  customerId: string | null;
  severity: Severity;
  leadEventId: string;
  /** Destinations where a message of the case stands already. */
  standingAt: string[];
};

/** Cases that nobody has acknowledged, whose next step is due, the longest overdue first. Those that are snoozed wait. */
export async function listDueEscalations(
  _scope: SystemScope,
  now: Date,
  limit: number,
): Promise<DueEscalation[]> {
  const rows = await hotSql()<(Omit<DueEscalation, "definition"> & { definition: unknown })[]>`
    select p.organization_id as "organizationId", e.project_id as "projectId", e.policy_id as "policyId", y.name as "policyName", y.definition,
           e.case_id as "caseId", e.opened_by as "openedBy", e.steps, e.started_at as "startedAt", c.environment, c.customer_id as "customerId",
           c.severity, c.lead_event_id as "leadEventId",
           array(select m.destination_id from case_messages m where m.project_id = c.project_id and m.case_id = c.id) as "standingAt"
    from escalations e
    join escalation_policies y on y.project_id = e.project_id and y.id = e.policy_id and y.enabled
    join cases c on c.project_id = e.project_id and c.id = e.case_id and c.state = 'open' and c.acknowledged_at is null
      and (c.snoozed_until is null or c.snoozed_until <= ${now})
    join projects p on p.id = e.project_id
    where e.state = 'waiting' and e.due_at <= ${now} order by e.due_at limit ${limit}`;
  return rows.map((row) => ({ ...row, definition: escalationDefinition.parse(row.definition) }));
}
