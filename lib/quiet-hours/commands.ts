import { and, count, eq, ne, sql } from "drizzle-orm";
import type postgres from "postgres";
import type { Transaction } from "@/db/client";
import { destinations, quietHours, routes } from "@/db/schema";
import { statementInScope } from "@/db/transaction";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { changePlaybook } from "@/lib/playbook/commands";
import { loadPlaybook } from "@/lib/routing/queries";
import { quietUntil } from "@/lib/routing/timing";
import { type QuietHoursInput, type QuietHoursPatch, quietHoursInput } from "./schema";

const most = 200;

const ofScope = (scope: Scope) => eq(quietHours.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(quietHours.id, id));

const stored = {
  name: quietHours.name,
  enabled: quietHours.enabled,
  destinationId: quietHours.destinationId,
  routeId: quietHours.routeId,
  hours: quietHours.hours,
};

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const [taken] = await tx
    .select({ name: quietHours.name })
    .from(quietHours)
    .where(and(ofScope(scope), sql`lower(${quietHours.name}) = lower(${name})`, ne(quietHours.id, ownId)));
  if (!taken) return;
  throw new AppError(
    "conflict",
    `There are quiet hours named “${taken.name}” already. Choose another name.`,
    {
      code: "name_taken",
      errors: [{ pointer: "/name", message: "is taken by other quiet hours of this project" }],
    },
  );
}

const stranger = (field: string, what: string) =>
  new AppError("invalid", `There is no ${what} with that id. Choose one of this project.`, {
    code: `unknown_${what}`,
    errors: [{ pointer: `/${field}`, message: `is not a ${what} of this project` }],
  });

async function refuseStrangers(tx: Transaction, scope: Scope, input: QuietHoursInput): Promise<void> {
  const { destinationId, routeId } = input;
  if (destinationId !== null) {
    const isIt = and(eq(destinations.projectId, scope.projectId), eq(destinations.id, destinationId));
    const found = await tx.select({ id: destinations.id }).from(destinations).where(isIt);
    if (found.length === 0) throw stranger("destinationId", "destination");
  }
  if (routeId !== null) {
    const isIt = and(eq(routes.projectId, scope.projectId), eq(routes.id, routeId));
    const found = await tx.select({ id: routes.id }).from(routes).where(isIt);
    if (found.length === 0) throw stranger("routeId", "route");
  }
}

/**
 * Adds quiet hours. They hold from the next event on.
 * @throws AppError `conflict` when the name is taken or there are too many; `invalid` for a destination or route of no or another project.
 */
export async function createQuietHours(scope: Scope, input: QuietHoursInput): Promise<{ id: string }> {
  const id = newId("quietHours");
  return changePlaybook(scope, async (tx, record) => {
    const [held] = await tx.select({ count: count() }).from(quietHours).where(ofScope(scope));
    if (held && held.count >= most)
      throw new AppError("conflict", `A project holds up to ${most} quiet hours.`, {
        code: "too_many_quiet_hours",
      });
    await refuseTakenName(tx, scope, input.name);
    await refuseStrangers(tx, scope, input);
    await tx.insert(quietHours).values({ ...input, projectId: scope.projectId, id });
    await record({ action: "quiet_hours.create", targetId: id, after: input });
    return { id };
  });
}

/**
 * Changes what the patch names. What was held by them as they were is told in a minute when they no longer hold it.
 * @throws AppError `not_found`, also for another project's id; `conflict` and `invalid` as createQuietHours.
 */
export async function updateQuietHours(
  scope: Scope,
  id: string,
  patch: QuietHoursPatch,
  now: Date,
): Promise<void> {
  if (!isId("quietHours", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select(stored).from(quietHours).where(isOne(scope, id)).for("update");
    if (!before) throw notFound();
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const parsed = quietHoursInput.safeParse({ ...before, ...given });
    if (!parsed.success)
      throw new AppError("invalid", "Name a destination or a route, not both.", {
        code: "invalid_target",
        errors: [{ pointer: "/routeId", message: "must be null where a destination is named" }],
      });
    const after = parsed.data;
    if (JSON.stringify(after) === JSON.stringify(quietHoursInput.parse(before))) return;
    await refuseTakenName(tx, scope, after.name, id);
    await refuseStrangers(tx, scope, after);
    await tx
      .update(quietHours)
      .set({ ...after, updatedAt: sql`now()` })
      .where(isOne(scope, id));
    await record({ action: "quiet_hours.update", targetId: id, before, after });
  });
  await letGo(scope, now);
}

/** Deletes quiet hours; what they held is told in a minute. @throws AppError `not_found`, also for another project's id. */
export async function deleteQuietHours(scope: Scope, id: string, now: Date): Promise<void> {
  if (!isId("quietHours", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.delete(quietHours).where(isOne(scope, id)).returning(stored);
    if (!before) throw notFound();
    await record({ action: "quiet_hours.delete", targetId: id, before });
  });
  await letGo(scope, now);
}

/** What waits was held by hours that are others now: it waits for as long as those that hold now say. */
async function letGo(scope: Scope, now: Date): Promise<void> {
  const { timing } = await loadPlaybook(scope);
  const waiting = (sql: postgres.Sql) => sql`
    project_id = ${scope.projectId} and state = 'held' and held_for = 'hours' and folded_into is null`;
  const places = await statementInScope<{ destinationId: string; routeId: string | null }>(
    scope,
    (sql) =>
      sql`select distinct destination_id as "destinationId", route_id as "routeId" from notifications where ${waiting(sql)}`,
  );
  for (const place of places) {
    const until = quietUntil(timing, place, now) ?? now;
    await statementInScope(
      scope,
      (sql) => sql`
        update notifications set held_until = ${until}
        where ${waiting(sql)} and destination_id = ${place.destinationId} and route_id is not distinct from ${place.routeId}`,
    );
  }
}
