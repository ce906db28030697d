import type { Environment, Vote } from "@/db/enums";
import { inScope, statementInScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { findActorName } from "@/lib/cases/actions/queries";
import { actedBy } from "@/lib/cases/actions/told";
import { notFound } from "@/lib/errors";
import type { Wake } from "@/lib/lanes/commands";
import { planSignals, wakeSignalled } from "@/lib/webhooks/signals/commands";
import { voterOf } from "./voter";

type Voted = {
  id: string;
  eventType: string;
  environment: Environment;
  customerId: string | null;
  text: string;
};

/** Stores a voice, in place of the same voter's last. @returns nothing when it was the same before. */
async function store(scope: Scope, notificationId: string, vote: Vote, now: Date) {
  const rows = await statementInScope<Voted & { isChanged: boolean }>(
    scope,
    (sql) => sql`
      with voted as (
        select project_id, id, event_type, environment, customer_id, message ->> 'text' as text, route_id from notifications
        where project_id = ${scope.projectId} and id = ${notificationId}
      ), stored as (
        insert into message_votes as v (project_id, notification_id, voter, vote, route_id, at)
        select project_id, id, ${voterOf(scope.actor)}, ${vote}, route_id, ${now} from voted
        on conflict (project_id, notification_id, voter) do update set vote = excluded.vote, at = excluded.at
          where v.vote <> excluded.vote
        returning notification_id
      )
      select id, event_type as "eventType", environment, customer_id as "customerId", text,
             exists (select from stored) as "isChanged" from voted`,
  );
  if (!rows[0]) throw notFound();
  return rows[0];
}

/**
 * Says what somebody thinks of a message: one voice each, the last one counts.
 * @returns the lanes of webhooks that are told of it. @throws AppError `not_found`, also for another project's notification.
 */
export async function voteOn(
  scope: Scope,
  { notificationId, vote }: { notificationId: string; vote: Vote },
  now: Date,
): Promise<{ isChanged: boolean; wakes: Wake[] }> {
  const { isChanged, ...voted } = await store(scope, notificationId, vote, now);
  if (!isChanged) return { isChanged, wakes: [] };
  const by = await findActorName(scope);
  const { environment, customerId, eventType, text } = voted;
  const lanes = await inScope(scope, async (tx) => {
    await recordAudit(tx, scope, { action: "notification.vote", targetId: notificationId, after: { vote } });
    return planSignals(tx, scope, [
      {
        topic: "action.voted",
        key: `${notificationId}|${voterOf(scope.actor)}|${now.getTime()}`,
        environment,
        severity: "info",
        text: `${by} calls it ${vote}: ${text}`,
        customerId,
        occurredAt: now,
        data: { notificationId, eventType, vote, by: actedBy(scope.actor, by) },
      },
    ]);
  });
  return { isChanged, wakes: await wakeSignalled(scope, lanes) };
}
