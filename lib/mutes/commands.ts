import { and, eq, lte, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, mutes, routes, rules } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { findActorName } from "@/lib/cases/actions/queries";
import { actedBy } from "@/lib/cases/actions/told";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { formatInstant } from "@/lib/messages/format";
import { changePlaybook } from "@/lib/playbook/commands";
import { planSignals, wakeSignalled } from "@/lib/webhooks/signals/commands";
import type { Signal } from "@/lib/webhooks/topics";

/** Most mutes of one project at once: planning holds them in memory. */
const maxMutes = 10_000;

type NewMute = {
  customerId?: string | undefined;
  ruleId?: string | undefined;
  routeId?: string | undefined;
  destinationId?: string | undefined;
  until: Date;
  reason?: string | undefined;
};

const unknown = (noun: string, pointer: string) =>
  new AppError("invalid", `There is no ${noun} with that id in this project.`, {
    code: `unknown_${noun}`,
    errors: [{ pointer, message: `is not a ${noun} of this project` }],
  });

async function refuseUnknown(tx: Transaction, scope: Scope, mute: NewMute): Promise<void> {
  const tables = [
    ["rule", rules, mute.ruleId],
    ["route", routes, mute.routeId],
    ["destination", destinations, mute.destinationId],
  ] as const;
  for (const [noun, table, id] of tables) {
    if (id === undefined) continue;
    const [found] = await tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.projectId, scope.projectId), eq(table.id, id)));
    if (!found) throw unknown(noun, `/${noun}Id`);
  }
}

async function makeRoom(tx: Transaction, scope: Scope, now: Date): Promise<void> {
  const ofProject = eq(mutes.projectId, scope.projectId);
  await tx.delete(mutes).where(and(ofProject, lte(mutes.until, now)));
  const [held] = await tx.select({ count: sql<number>`count(*)::int` }).from(mutes).where(ofProject);
  if (!held || held.count < maxMutes) return;
  throw new AppError("conflict", `A project holds up to ${maxMutes} mutes. End some first.`, {
    code: "too_many_mutes",
  });
}

/** A mute of a customer is told to whoever wants to know what was done in Slack. */
function signalsOf(scope: Scope, mute: NewMute & { id: string }, by: string, now: Date): Signal[] {
  const { id, customerId, until } = mute;
  if (customerId === undefined) return [];
  return [
    {
      topic: "action.muted",
      key: `${id}|${until.getTime()}`,
      environment: "production",
      severity: "info",
      text: `${by} muted ${customerId} until ${formatInstant(until)}`,
      customerId,
      occurredAt: now,
      data: {
        customer: { id: customerId, name: null },
        eventType: null,
        until: until.toISOString(),
        by: actedBy(scope.actor, by),
      },
    },
  ];
}

async function store(tx: Transaction, scope: Scope, mute: NewMute, by: string, now: Date): Promise<string> {
  const { until, reason = "" } = mute;
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into mutes (project_id, id, customer_id, rule_id, route_id, destination_id, until, reason, by, created_at)
    values (${scope.projectId}, ${newId("mute", now.getTime())}, ${mute.customerId ?? null}, ${mute.ruleId ?? null},
      ${mute.routeId ?? null}, ${mute.destinationId ?? null}, ${until.toISOString()}::timestamptz, ${reason}, ${by},
      ${now.toISOString()}::timestamptz)
    on conflict (project_id, coalesce(customer_id, ''), coalesce(rule_id, ''), coalesce(route_id, ''), coalesce(destination_id, ''))
    do update set until = excluded.until, reason = excluded.reason, by = excluded.by
    returning id`);
  if (!row) throw new Error("a mute was not stored");
  return row.id;
}

/**
 * Keeps what it names from being told until its end, critical or not: somebody asked for silence. The same again moves the end.
 * @returns its id, and the lanes of webhooks that are told of it. @throws AppError `invalid` for what is not of this project.
 */
export async function createMute(
  scope: Scope,
  mute: NewMute,
  now: Date,
): Promise<{ id: string; wakes: Wake[] }> {
  const by = await findActorName(scope);
  const { id, lanes } = await changePlaybook(scope, async (tx, record) => {
    await refuseUnknown(tx, scope, mute);
    await makeRoom(tx, scope, now);
    const made = await store(tx, scope, mute, by, now);
    await record({ action: "mute.create", targetId: made, after: mute });
    return {
      id: made,
      lanes: await planSignals(tx, scope, signalsOf(scope, { ...mute, id: made }, by, now)),
    };
  });
  return { id, wakes: await wakeSignalled(scope, lanes) };
}

/** Ends a mute before its time. @throws AppError `not_found`, also for another project's id. */
export async function deleteMute(scope: Scope, id: string): Promise<void> {
  if (!isId("mute", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [gone] = await tx
      .delete(mutes)
      .where(and(eq(mutes.projectId, scope.projectId), eq(mutes.id, id)))
      .returning();
    if (!gone) throw notFound();
    await record({ action: "mute.delete", targetId: id, before: gone });
  });
}
