import type { Environment, Severity } from "@/db/enums";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { type PageAsk, type PageOf, pageOf, usualPage } from "../page-of";

/** A case that somebody snoozed. */
export type SnoozeItem = {
  caseId: string;
  key: string;
  text: string;
  environment: Environment;
  severity: Severity;
  customerId: string | null;
  customerName: string | null;
  until: Date;
  /** Null for one that was snoozed before it was kept who did. */
  by: string | null;
  /** How much of it waits for its end. */
  waiting: number;
};

/** Open cases that are snoozed, the first to wake first, by cursor (`<milliseconds>/<case id>`). */
export async function listSnoozes(
  scope: Scope,
  { cursor, limit = usualPage }: PageAsk,
  now: Date,
): Promise<PageOf<SnoozeItem>> {
  const [, millis, id] = /^(\d{1,15})\/(\w{1,64})$/.exec(cursor ?? "") ?? [];
  const after = millis === undefined || id === undefined ? null : { until: new Date(Number(millis)), id };
  const rows = await statementInScope<SnoozeItem>(
    scope,
    (sql) => sql`
      select c.id as "caseId", c.key, c.text, c.environment, c.severity, c.customer_id as "customerId", c.customer_name as "customerName",
             c.snoozed_until as until, c.snoozed_by as by,
             (select count(*)::int from notifications n where n.project_id = c.project_id and n.case_id = c.id
                and n.state = 'pending' and n.due_at > ${now}) as waiting
      from cases c
      where c.project_id = ${scope.projectId} and c.snoozed_until > ${now} and c.state = 'open'
        ${after ? sql`and (c.snoozed_until, c.id) > (${after.until}, ${after.id})` : sql``}
      order by c.snoozed_until, c.id limit ${limit + 1}`,
  );
  return pageOf(rows, limit, ({ until, caseId }) => `${until.getTime()}/${caseId}`);
}
