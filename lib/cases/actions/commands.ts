import { inScope, statementInScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { findActorName, findCaseFacts, listPlaces } from "@/lib/cases/actions/queries";
import { caseParts, type PlannedStep } from "@/lib/cases/commands";
import { editOf, noteOf } from "@/lib/cases/edits";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { planRows } from "@/lib/notifications/commands";
import { planSignals, wakeSubscribed } from "@/lib/webhooks/signals/commands";
import { type CaseChange, describeChange } from "./change";
import { actedBy, signalOfChange } from "./told";

type Before = Pick<PlannedStep, "key" | "environment" | "customerId" | "customerName"> & {
  id: string;
  state: "open" | "resolved";
  leadAt: Date;
};

async function findBefore(scope: Scope, caseId: string): Promise<Before> {
  const [row] = await statementInScope<Before>(
    scope,
    (sql) => sql`
      select id, key, environment, customer_id as "customerId", customer_name as "customerName", state, lead_at as "leadAt"
      from cases where project_id = ${scope.projectId} and id = ${caseId}`,
  );
  if (!row) throw notFound();
  return row;
}

/** A step of somebody's own. It leads whatever has happened so far, and whatever happens later leads it. */
function resolvingStep(before: Before, by: string, now: Date): PlannedStep {
  const { id, leadAt, ...about } = before;
  return {
    ...about,
    caseId: id,
    eventId: `hand_${newId("case", now.getTime())}`,
    eventType: "case.resolved",
    phase: "resolves",
    rank: 1_000,
    isFinal: false,
    severity: "good",
    status: "by hand",
    text: `Resolved by ${by}`,
    occurredAt: new Date(Math.max(now.getTime(), leadAt.getTime() + 1)),
    expiresAt: null,
  };
}

async function resolve(scope: Scope, before: Before, by: string, now: Date): Promise<boolean> {
  if (before.state === "resolved") return false;
  const step = resolvingStep(before, by, now);
  const rows = await statementInScope<{ id: string }>(
    scope,
    (sql) => sql`
      with ${caseParts(sql, scope, [step], sql``)} select id from joined`,
  );
  return rows.length > 0;
}

async function mark(
  scope: Scope,
  caseId: string,
  change: Exclude<CaseChange, { action: "resolve" }>,
  { by, now }: { by: string; now: Date },
): Promise<boolean> {
  const rows = await statementInScope<{ id: string }>(scope, (sql) => {
    const which = sql`project_id = ${scope.projectId} and id = ${caseId}`;
    switch (change.action) {
      case "acknowledge":
        return change.undo
          ? sql`update cases set acknowledged_at = null, acknowledged_by = null where ${which} and acknowledged_at is not null returning id`
          : sql`update cases set acknowledged_at = ${now}, acknowledged_by = ${by} where ${which} and acknowledged_at is null and state = 'open' returning id`;
      case "snooze":
        return sql`update cases set snoozed_until = ${change.until}, snoozed_by = ${change.until === null ? null : by} where ${which} and snoozed_until is distinct from ${change.until}::timestamptz returning id`;
      case "assign":
        return sql`update cases set assigned_to = ${change.to} where ${which} and assigned_to is distinct from ${change.to} returning id`;
    }
  });
  return rows.length > 0;
}

/** What a snooze has kept waiting is due now. @returns the lanes to wake. */
async function release(scope: Scope, caseId: string): Promise<Wake[]> {
  return statementInScope<Wake>(
    scope,
    (sql) => sql`
      with freed as (
        update notifications set due_at = now()
        where project_id = ${scope.projectId} and case_id = ${caseId} and state = 'pending' and due_at > now() and attempts = 0
        returning lane
      )
      insert into lanes (key, wake_at) select distinct lane, now() from freed order by lane
      on conflict (key) do update set wake_at = greatest(now(), lanes.next_at)
      returning key as lane, wake_at as at`,
  );
}

/** Says what was done in each living message of the case, and in its thread. */
async function planEdits(scope: Scope, caseId: string, text: string, now: Date): Promise<Wake[]> {
  const places = await listPlaces(scope, caseId);
  const rows = places.map((place) => {
    const id = newId("notification");
    const message = noteOf(text, { caseId, environment: place.environment, now });
    return editOf(place, { id, dedupeKey: `changed|${id}`, reason: { code: "case_changed", text }, message });
  });
  return planRows(scope, rows);
}

/**
 * Does something with a case by hand: acknowledges, snoozes, assigns or resolves it. What is so already changes nothing.
 * @returns the lanes to wake. @throws AppError `not_found`, also for another project's case.
 */
export async function changeCase(
  scope: Scope,
  caseId: string,
  change: CaseChange,
  now: Date,
): Promise<{ isChanged: boolean; wakes: Wake[] }> {
  const before = await findBefore(scope, caseId);
  const by = await findActorName(scope);
  const isChanged =
    change.action === "resolve"
      ? await resolve(scope, before, by, now)
      : await mark(scope, caseId, change, { by, now });
  if (!isChanged) return { isChanged, wakes: [] };
  const facts = await findCaseFacts(scope, caseId);
  const signal = signalOfChange(change, facts, actedBy(scope.actor, by), now);
  await inScope(scope, async (tx) => {
    await recordAudit(tx, scope, { action: `case.${change.action}`, targetId: caseId, after: change });
    await planSignals(tx, scope, [signal]);
  });
  const isAwake = change.action === "resolve" || (change.action === "snooze" && change.until === null);
  const released = isAwake ? await release(scope, caseId) : [];
  const edits = await planEdits(scope, caseId, describeChange(change, by), now);
  return { isChanged, wakes: [...released, ...edits, ...(await wakeSubscribed(scope, [scope.projectId]))] };
}
