import { and, count, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, digests, projects, routes } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import type { Wake } from "@/lib/lanes/commands";
import { changePlaybook } from "@/lib/playbook/commands";
import { tellNow } from "@/lib/rounds/release/commands";
import { nextRun } from "@/lib/schedule/cadence";
import { type DigestInput, type DigestPatch, digestInput } from "./schema";

const maxDigests = 200;

const ofScope = (scope: Scope) => eq(digests.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(digests.id, id));

const stored = {
  name: digests.name,
  enabled: digests.enabled,
  template: digests.template,
  destinationId: digests.destinationId,
  collects: digests.collects,
  routeIds: digests.routeIds,
  cadence: digests.cadence,
  timeZone: digests.timeZone,
  sendEmpty: digests.sendEmpty,
};

const invalid = (field: string, message: string, detail: string) =>
  new AppError("invalid", detail, { code: `invalid_${field}`, errors: [{ pointer: `/${field}`, message }] });

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const [taken] = await tx
    .select({ name: digests.name })
    .from(digests)
    .where(and(ofScope(scope), sql`lower(${digests.name}) = lower(${name})`, ne(digests.id, ownId)));
  if (!taken) return;
  throw new AppError("conflict", `There is a digest named “${taken.name}” already. Choose another name.`, {
    code: "name_taken",
    errors: [{ pointer: "/name", message: "is taken by another digest of this project" }],
  });
}

/** Its destination is one of the project's, and so are its routes, which lead there. */
async function refuseStrangers(tx: Transaction, scope: Scope, input: DigestInput): Promise<void> {
  const { destinationId, collects, routeIds } = input;
  const isThere = and(eq(destinations.projectId, scope.projectId), eq(destinations.id, destinationId));
  const [found] = await tx.select({ id: destinations.id }).from(destinations).where(isThere);
  if (!found)
    throw invalid(
      "destinationId",
      "is not a destination of this project",
      "There is no destination with that id.",
    );
  if (collects !== "routes") return;
  const known = await tx
    .select({ id: routes.id })
    .from(routes)
    .where(
      and(
        eq(routes.projectId, scope.projectId),
        eq(routes.destinationId, destinationId),
        inArray(routes.id, routeIds),
      ),
    );
  if (known.length === routeIds.length) return;
  throw invalid(
    "routeIds",
    "must be routes that lead to the digest's destination",
    "Each route must lead to the digest's own destination.",
  );
}

/** When it is due next, by the clock of its zone; never while it is switched off. */
async function dueAfter(tx: Transaction, scope: Scope, input: DigestInput, now: Date): Promise<Date | null> {
  if (!input.enabled) return null;
  const [project] = await tx
    .select({ timeZone: projects.timeZone })
    .from(projects)
    .where(eq(projects.id, scope.projectId));
  return nextRun(input.cadence, input.timeZone ?? project?.timeZone ?? "UTC", now);
}

/**
 * Adds a digest. What it collects waits for it from the next event on.
 * @throws AppError `conflict` when the name is taken or there are too many; `invalid` for a destination or route of no or another project.
 */
export async function createDigest(scope: Scope, input: DigestInput, now: Date): Promise<{ id: string }> {
  const id = newId("digest");
  return changePlaybook(scope, async (tx, record) => {
    const [held] = await tx.select({ count: count() }).from(digests).where(ofScope(scope));
    if (held && held.count >= maxDigests)
      throw new AppError("conflict", `A project holds up to ${maxDigests} digests.`, {
        code: "too_many_digests",
      });
    await refuseTakenName(tx, scope, input.name);
    await refuseStrangers(tx, scope, input);
    const nextAt = await dueAfter(tx, scope, input, now);
    await tx.insert(digests).values({ ...input, projectId: scope.projectId, id, nextAt });
    await record({ action: "digest.create", targetId: id, after: input });
    return { id };
  });
}

/**
 * Changes what the patch names. One that is switched off tells what it has gathered at once.
 * @returns the lanes to wake. @throws AppError `not_found`, also for another project's id; `conflict` and `invalid` as createDigest.
 */
export async function updateDigest(
  scope: Scope,
  id: string,
  patch: DigestPatch,
  now: Date,
): Promise<{ wakes: Wake[] }> {
  if (!isId("digest", id)) throw notFound();
  const isOff = await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select(stored).from(digests).where(isOne(scope, id)).for("update");
    if (!before) throw notFound();
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const parsed = digestInput.safeParse({ ...before, ...given });
    if (!parsed.success)
      throw invalid("routeIds", "must name at least one route", "Choose at least one route.");
    const after = parsed.data;
    if (JSON.stringify(after) === JSON.stringify(digestInput.parse(before))) return false;
    await refuseTakenName(tx, scope, after.name, id);
    await refuseStrangers(tx, scope, after);
    const nextAt = await dueAfter(tx, scope, after, now);
    await tx
      .update(digests)
      .set({ ...after, nextAt, updatedAt: sql`now()` })
      .where(isOne(scope, id));
    await record({ action: "digest.update", targetId: id, before, after });
    return !after.enabled || after.collects === "nothing";
  });
  return { wakes: isOff ? await tellNow(scope, { digestId: id }) : [] };
}

/** Deletes a digest; what it has gathered is told at once. @returns the lanes to wake. @throws AppError `not_found`. */
export async function deleteDigest(scope: Scope, id: string): Promise<{ wakes: Wake[] }> {
  if (!isId("digest", id)) throw notFound();
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.delete(digests).where(isOne(scope, id)).returning(stored);
    if (!before) throw notFound();
    await record({ action: "digest.delete", targetId: id, before });
  });
  return { wakes: await tellNow(scope, { digestId: id }) };
}
