import { and, count, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { destinations, escalationPolicies } from "@/db/schema";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { type EscalationInput, type EscalationPatch, escalationInput } from "./schema";

const most = 100;

const ofScope = (scope: Scope) => eq(escalationPolicies.projectId, scope.projectId);
const isOne = (scope: Scope, id: string) => and(ofScope(scope), eq(escalationPolicies.id, id));

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const [taken] = await tx
    .select({ name: escalationPolicies.name })
    .from(escalationPolicies)
    .where(
      and(
        ofScope(scope),
        sql`lower(${escalationPolicies.name}) = lower(${name})`,
        ne(escalationPolicies.id, ownId),
      ),
    );
  if (!taken) return;
  throw new AppError(
    "conflict",
    `There is an escalation named “${taken.name}” already. Choose another name.`,
    {
      code: "name_taken",
      errors: [{ pointer: "/name", message: "is taken by another escalation of this project" }],
    },
  );
}

async function refuseStrangers(tx: Transaction, scope: Scope, { steps }: EscalationInput): Promise<void> {
  const ids = [...new Set(steps.map(({ destinationId }) => destinationId))];
  const known = await tx
    .select({ id: destinations.id })
    .from(destinations)
    .where(and(eq(destinations.projectId, scope.projectId), inArray(destinations.id, ids)));
  const found = new Set(known.map(({ id }) => id));
  const place = steps.findIndex(({ destinationId }) => !found.has(destinationId));
  if (place < 0) return;
  throw new AppError("invalid", "There is no destination with that id. Choose one of this project.", {
    code: "unknown_destination",
    errors: [{ pointer: `/steps/${place}/destinationId`, message: "is not a destination of this project" }],
  });
}

const columnsOf = ({ name, enabled, ...definition }: EscalationInput) => ({ name, enabled, definition });

/**
 * Adds an escalation. It watches the cases that are told from now on.
 * @throws AppError `conflict` when the name is taken or there are too many; `invalid` for a destination of no or another project.
 */
export async function createEscalation(scope: Scope, input: EscalationInput): Promise<{ id: string }> {
  const id = newId("escalation");
  return inScope(scope, async (tx) => {
    const [held] = await tx.select({ count: count() }).from(escalationPolicies).where(ofScope(scope));
    if (held && held.count >= most)
      throw new AppError("conflict", `A project holds up to ${most} escalations.`, {
        code: "too_many_escalations",
      });
    await refuseTakenName(tx, scope, input.name);
    await refuseStrangers(tx, scope, input);
    await tx.insert(escalationPolicies).values({ ...columnsOf(input), projectId: scope.projectId, id });
    await recordAudit(tx, scope, { action: "escalation.create", targetId: id, after: input });
    return { id };
  });
}

/**
 * Changes what the patch names. What has climbed so far stays where it is, and goes on by the new steps.
 * @throws AppError `not_found`, also for another project's id; `conflict` and `invalid` as createEscalation.
 */
export async function updateEscalation(scope: Scope, id: string, patch: EscalationPatch): Promise<void> {
  if (!isId("escalation", id)) throw notFound();
  await inScope(scope, async (tx) => {
    const [row] = await tx.select().from(escalationPolicies).where(isOne(scope, id)).for("update");
    if (!row) throw notFound();
    const { name, enabled, definition } = row;
    const before = escalationInput.parse({ name, enabled, ...Object(definition) });
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const after = escalationInput.parse({ ...before, ...given });
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    await refuseTakenName(tx, scope, after.name, id);
    await refuseStrangers(tx, scope, after);
    const isBack = after.enabled && !before.enabled;
    await tx
      .update(escalationPolicies)
      .set({ ...columnsOf(after), updatedAt: sql`now()`, ...(isBack && { watchesSince: sql`now()` }) })
      .where(isOne(scope, id));
    await recordAudit(tx, scope, { action: "escalation.update", targetId: id, before, after });
  });
}

/** Deletes an escalation; what climbs by it stays where it is. @throws AppError `not_found`, also for another project's id. */
export async function deleteEscalation(scope: Scope, id: string): Promise<void> {
  if (!isId("escalation", id)) throw notFound();
  await inScope(scope, async (tx) => {
    const [before] = await tx.delete(escalationPolicies).where(isOne(scope, id)).returning();
    if (!before) throw notFound();
    await recordAudit(tx, scope, { action: "escalation.delete", targetId: id, before });
  });
}
