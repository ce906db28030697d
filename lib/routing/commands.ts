import { and, count, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, routes } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { changePlaybook } from "@/lib/playbook/commands";
import { readFilter } from "./filter";
import type { RouteInput, RoutePatch } from "./schema";

/** Most routes of one project: playbooks are held in memory whole. */
const maxRoutes = 10_000;

const ofScope = (scope: Scope) => eq(routes.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(routes.id, id));

/** What the audit log keeps of a route. */
const audited = {
  name: routes.name,
  enabled: routes.enabled,
  eventTypes: routes.eventTypes,
  filter: routes.filter,
  destinationId: routes.destinationId,
  ownerRouting: routes.ownerRouting,
  mentionGroupId: routes.mentionGroupId,
};

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const [taken] = await tx
    .select({ name: routes.name })
    .from(routes)
    .where(and(ofScope(scope), sql`lower(${routes.name}) = lower(${name})`, ne(routes.id, ownId)));
  if (!taken) return;
  throw new AppError("conflict", `There is a route named “${taken.name}” already. Choose another name.`, {
    code: "name_taken",
    errors: [{ pointer: "/name", message: "is taken by another route of this project" }],
  });
}

async function refuseUnknownDestination(tx: Transaction, scope: Scope, destinationId: string): Promise<void> {
  const isIt = and(eq(destinations.projectId, scope.projectId), eq(destinations.id, destinationId));
  const found = isId("destination", destinationId)
    ? await tx.select({ id: destinations.id }).from(destinations).where(isIt)
    : [];
  if (found.length > 0) return;
  throw new AppError("invalid", "There is no destination with that id. Choose one of this project.", {
    code: "unknown_destination",
    errors: [{ pointer: "/destinationId", message: "is not a destination of this project" }],
  });
}

async function refuseTooMany(tx: Transaction, scope: Scope): Promise<void> {
  const [held] = await tx.select({ count: count() }).from(routes).where(ofScope(scope));
  if (!held || held.count < maxRoutes) return;
  throw new AppError(
    "conflict",
    `A project holds up to ${maxRoutes} routes. Delete some that are not used.`,
    {
      code: "too_many_routes",
    },
  );
}

/**
 * Adds a route.
 * @throws AppError `conflict` when the name is taken; `invalid` (/destinationId) for a destination of no or another project.
 */
export async function createRoute(scope: Scope, input: RouteInput): Promise<{ id: string }> {
  const id = newId("route");
  return changePlaybook(scope, async (tx, record) => {
    await refuseTooMany(tx, scope);
    await refuseTakenName(tx, scope, input.name);
    await refuseUnknownDestination(tx, scope, input.destinationId);
    await tx.insert(routes).values({ ...input, projectId: scope.projectId, id });
    await record({ action: "route.create", targetId: id, after: input });
    return { id };
  });
}

/** The name that is wanted, or numbered while it is another route's. */
async function freeName(tx: Transaction, scope: Scope, wanted: string): Promise<string> {
  const rows = await tx
    .select({ name: sql<string>`lower(${routes.name})` })
    .from(routes)
    .where(ofScope(scope));
  const taken = new Set(rows.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted.slice(0, 74)} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/**
 * Adds several routes, or none of them; a name that is taken is numbered.
 * @throws AppError `invalid` (/destinationId) for a destination of no or another project; `conflict` when there are too many.
 */
export async function createRoutes(scope: Scope, inputs: readonly RouteInput[]): Promise<{ ids: string[] }> {
  return changePlaybook(scope, async (tx, record) => {
    const ids: string[] = [];
    for (const input of inputs) {
      const id = newId("route");
      await refuseTooMany(tx, scope);
      await refuseUnknownDestination(tx, scope, input.destinationId);
      const made = { ...input, name: await freeName(tx, scope, input.name) };
      await tx.insert(routes).values({ ...made, projectId: scope.projectId, id });
      await record({ action: "route.create", targetId: id, after: made });
      ids.push(id);
    }
    return { ids };
  });
}

type Stored = Omit<RouteInput, "filter"> & { filter: unknown };

/** Postgres keeps the keys of a stored filter in an order of its own; reading it puts them back. */
function changesAnything(id: string, before: Stored, patch: RoutePatch): boolean {
  const known: RouteInput = { ...before, filter: readFilter(before.filter, id) };
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return JSON.stringify({ ...known, ...given }) !== JSON.stringify(known);
}

/**
 * Changes what the patch names. A patch that changes nothing leaves no trace.
 * @throws AppError `not_found`, also for another project's id; `conflict` and `invalid` as createRoute.
 */
export async function updateRoute(scope: Scope, id: string, patch: RoutePatch): Promise<void> {
  if (!isId("route", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select(audited).from(routes).where(isOne(scope, id)).for("update");
    if (!before) throw notFound();
    if (!changesAnything(id, before, patch)) return;
    if (patch.name !== undefined) await refuseTakenName(tx, scope, patch.name, id);
    if (patch.destinationId !== undefined) await refuseUnknownDestination(tx, scope, patch.destinationId);
    const [after] = await tx
      .update(routes)
      .set({ ...patch, updatedAt: sql`now()` })
      .where(isOne(scope, id))
      .returning(audited);
    await record({ action: "route.update", targetId: id, before, after });
  });
}

/** Switches a route on or off. @throws AppError `not_found`, also for another project's id. */
export const setRouteEnabled = (scope: Scope, id: string, enabled: boolean) =>
  updateRoute(scope, id, { enabled });

/** Deletes a route. What it sent stays in the log. @throws AppError `not_found`, also for another project's id. */
export async function deleteRoute(scope: Scope, id: string): Promise<void> {
  if (!isId("route", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.delete(routes).where(isOne(scope, id)).returning(audited);
    if (!before) throw notFound();
    await record({ action: "route.delete", targetId: id, before });
  });
}
