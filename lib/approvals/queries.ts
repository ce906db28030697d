import type { CaseState, Environment } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { decisionId } from "./decision";

export type ApprovalCase = {
  id: string;
  key: string;
  state: CaseState;
  status: string | null;
  environment: Environment;
  text: string;
  leadEventType: string;
  turnEventId: string | null;
  expiresAt: Date | null;
};

/** A case that may be an approval. @throws AppError `not_found`, also for another project's id. */
export async function getApprovalCase(scope: Scope, caseId: string): Promise<ApprovalCase> {
  const [row] = await statementInScope<ApprovalCase>(
    scope,
    (sql) => sql`
      select id, key, state, status, environment, text, lead_event_type as "leadEventType", turn_event_id as "turnEventId",
             expires_at as "expiresAt"
      from cases where project_id = ${scope.projectId} and id = ${caseId}`,
  );
  const { actor } = scope;
  const isHidden =
    actor.kind === "api_key" && actor.environment === "sandbox" && row?.environment === "production";
  if (!row || isHidden) throw notFound();
  return row;
}

/** A decision that was made in Bellwire. */
export type MadeDecision = {
  eventId: string;
  externalId: string;
  at: Date;
  action: string | null;
  by: string | null;
  via: string | null;
  slackUserId: string | null;
};

/**
 * How a request was decided in Bellwire: by the step that asked, or, once the case has taken it in, by the step that answered.
 * @param turnEventId the step that opened or resolved the case.
 */
export async function findDecision(
  scope: Scope,
  { caseId, turnEventId }: { caseId: string; turnEventId: string },
): Promise<MadeDecision | undefined> {
  const [row] = await statementInScope<MadeDecision>(
    scope,
    (sql) => sql`
      select id as "eventId", external_id as "externalId", occurred_at as at, data ->> 'action' as action, data ->> 'decidedBy' as by,
             data ->> 'decidedVia' as via, data ->> 'decidedBySlackUser' as "slackUserId"
      from events where project_id = ${scope.projectId}
        and (external_id = ${decisionId(caseId, turnEventId)}
             or id = ${turnEventId} and starts_with(external_id, ${decisionId(caseId, "")}))`,
  );
  return row;
}

/** How many webhooks of the project want to be told of decisions. */
export async function countListeners(scope: Scope): Promise<number> {
  const [row] = await statementInScope<{ count: number }>(
    scope,
    (sql) => sql`
      select count(*)::int as count from destinations
      where project_id = ${scope.projectId} and kind = 'webhook' and enabled and 'approval.decided' = any(topics)`,
  );
  return row?.count ?? 0;
}
