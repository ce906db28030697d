import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { ruleFirings, ruleStates } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { ruleCaseKey } from "../case-key";
import { readState } from "../evaluation/stored-state";
import { endedType } from "../firing-event";
import type { RuleState } from "../observation";
import type { Rule } from "../schema";
import { signalName } from "../signal-name";
import { judgeOf } from "../window";

/** States that are read and firings that are written at a time. */
const chunkSize = 1_000;

/** The case that an alarm which was told stands in; undefined when nothing was told of it. */
function caseOf(
  rule: Rule,
  customerId: string,
  { isAnnounced, period, alarm }: RuleState,
): string | undefined {
  if (!isAnnounced || rule.signal.kind === "unknown") return undefined;
  const isByPeriod = rule.window !== undefined && judgeOf(rule) === "live";
  const start = isByPeriod ? (period === null ? alarm : new Date(period).toISOString()) : "";
  return start === null ? undefined : ruleCaseKey(rule.id, customerId, start);
}

/** What says that a story is closed though nothing is over. */
function endingOf(rule: Rule, customerId: string, caseKey: string, at: Date) {
  const id = newId("firing");
  const event = {
    id: `bellwire:ended:${id}`,
    type: endedType,
    occurredAt: at.toISOString(),
    environment: rule.environment,
    ...(customerId === "" ? {} : { customer: { id: customerId } }),
    data: {
      ruleId: rule.id,
      rule: rule.name,
      revision: rule.revision,
      kind: rule.signal.kind,
      signal: signalName(rule.signal),
      scope: rule.scope.kind,
      severity: "info",
      caseKey,
    },
  };
  return {
    ...{ id, event, customerId, at },
    ruleId: rule.id,
    ruleName: rule.name,
    environment: rule.environment,
    key: `ended:${id}`,
    kind: "recovered" as const,
    severity: "info" as const,
  };
}

/**
 * Forgets how a rule stands, and closes the case of every alarm that was told and goes on: nobody watches it any more. In the
 * transaction that switches the rule off or has it look at something else; the firings are told like any other.
 */
export async function endAlarms(tx: Transaction, scope: Scope, rule: Rule, at: Date): Promise<void> {
  const isIts = and(eq(ruleStates.projectId, scope.projectId), eq(ruleStates.ruleId, rule.id));
  for (let after = ""; ; ) {
    const rows = await tx
      .select({ customerId: ruleStates.customerId, state: ruleStates.state })
      .from(ruleStates)
      .where(
        and(
          isIts,
          sql`${ruleStates.status} = 'firing'`,
          after === "" ? undefined : gt(ruleStates.customerId, after),
        ),
      )
      .orderBy(asc(ruleStates.customerId))
      .limit(chunkSize);
    const endings = rows.flatMap(({ customerId, state }) => {
      const caseKey = caseOf(rule, customerId, readState(state));
      return caseKey === undefined
        ? []
        : [{ ...endingOf(rule, customerId, caseKey, at), projectId: scope.projectId }];
    });
    if (endings.length > 0) await tx.insert(ruleFirings).values(endings);
    if (rows.length < chunkSize) break;
    after = rows.at(-1)?.customerId ?? "";
  }
  await tx.delete(ruleStates).where(isIts);
}
