import type { Environment } from "@/db/enums";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { notFound } from "@/lib/errors";
import { underLock } from "@/lib/rules/evaluation/commands";

/** Whose cooldown it is: a rule's for one customer, or for all together with an empty id. */
export type Cooldown = { ruleId: string; environment: Environment; customerId: string };

/**
 * Ends a cooldown before its time: what holds is told within a minute. The rule counts as told just long enough ago, so that it
 * goes on repeating.
 * @throws AppError `not_found` when it is in none, also for another project's rule.
 */
export async function endCooldown(scope: Scope, cooldown: Cooldown, now: Date): Promise<void> {
  const { ruleId, environment, customerId } = cooldown;
  const rows = await underLock(
    scope,
    (sql) => sql`
      update rule_states s set due_at = ${now}, updated_at = now(),
        state = jsonb_set(s.state, '{toldAt}', to_jsonb(${now.getTime()}::bigint - (r.definition ->> 'cooldownMinutes')::bigint * 60000))
      from rules r
      where s.project_id = ${scope.projectId} and s.rule_id = ${ruleId} and s.environment = ${environment}
        and s.customer_id = ${customerId} and r.project_id = s.project_id and r.id = s.rule_id
        and (s.state ->> 'toldAt')::bigint + (r.definition ->> 'cooldownMinutes')::bigint * 60000 > ${now.getTime()}::bigint
      returning 1`,
  );
  if (rows.length === 0) throw notFound();
  await inScope(scope, (tx) =>
    recordAudit(tx, scope, { action: "rule.cooldown_end", targetId: ruleId, after: cooldown }),
  );
}
