import { hotSql } from "@/db/client";
import type { Environment, Severity } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { SystemScope } from "@/lib/auth/scope";
import { systemProjectScope } from "@/lib/auth/system";
import { caseParts, type PlannedStep } from "../commands";

type OverCase = {
  organizationId: string;
  projectId: string;
  id: string;
  key: string;
  environment: Environment;
  customerId: string | null;
  customerName: string | null;
  severity: Severity;
  text: string;
  leadAt: Date;
  expiresAt: Date;
};

/** Beyond every step that an event can be of. */
const lastRank = 1_000;

const stepOf = ({
  id,
  leadAt,
  expiresAt,
  organizationId: _o,
  projectId: _p,
  ...about
}: OverCase): PlannedStep => ({
  ...about,
  caseId: id,
  eventId: `over_${id}`,
  eventType: "rule.ended",
  phase: "resolves",
  rank: lastRank,
  isFinal: false,
  status: "Period over",
  occurredAt: new Date(Math.max(expiresAt.getTime(), leadAt.getTime())),
  expiresAt: null,
});

/**
 * Ends the cases of rules whose period is over. There is no news in that, so no event says so: their living messages are brought up
 * to date (`refresh-cases`), and nothing new is posted anywhere.
 * @returns how many were ended.
 */
export async function endPeriods(scope: SystemScope, now: Date, limit: number): Promise<number> {
  const over = await hotSql()<OverCase[]>`
    select p.organization_id as "organizationId", c.project_id as "projectId", c.id, c.key, c.environment,
           c.customer_id as "customerId", c.customer_name as "customerName", c.severity, c.text, c.lead_at as "leadAt",
           c.expires_at as "expiresAt"
    from cases c join projects p on p.id = c.project_id
    where c.state = 'open' and c.expires_at <= ${now} and c.key like 'rule:%' order by c.expires_at limit ${limit}`;
  for (const [projectId, those] of Map.groupBy(over, (one) => one.projectId)) {
    const [{ organizationId = "" } = {}] = those;
    const project = systemProjectScope(scope.actor.job, organizationId, projectId);
    await statementInScope(
      project,
      (sql) => sql`with ${caseParts(sql, project, those.map(stepOf), sql``)} select id from joined`,
    );
  }
  return over.length;
}
