import { and, eq, sql } from "drizzle-orm";
import { destinations } from "@/db/schema";
import type { Scope } from "@/lib/auth/scope";
import { addDestination } from "@/lib/destinations/commands";
import { auditOf } from "@/lib/destinations/row";
import { rotated } from "@/lib/destinations/webhook-config";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/id";
import { changePlaybook } from "@/lib/playbook/commands";
import { newEndpointRow, openSecret, withSecret } from "./endpoint-row";
import type { NewEndpoint } from "./schema";
import { newSigningSecret } from "./sign";

/**
 * Adds an endpoint of somebody's own.
 * @returns its signing secret too, which is told this once.
 * @throws AppError `invalid` with a pointer for what cannot be reached or used; `conflict` when the name is taken.
 */
export async function createEndpoint(
  scope: Scope,
  { kind, name, acceptsSandbox, enabled, ...fields }: NewEndpoint,
): Promise<{ id: string; signingSecret: string }> {
  const id = newId("destination");
  const { signingSecret, row } = newEndpointRow(id, fields);
  await addDestination(scope, { id, kind, name, acceptsSandbox, enabled, ...row });
  return { id, signingSecret };
}

const hourMs = 3_600_000;

export type Rotated = { signingSecret: string; oldSecretUntil: Date | null };

/**
 * Gives a webhook a new signing secret. For `overlapHours` every message is signed with the old one too, so that a receiver
 * can change over in its own time; at most two hold at once.
 * @throws AppError `not_found`, also for another project's id and for what is no webhook.
 */
export async function rotateSecret(
  scope: Scope,
  id: string,
  { overlapHours, now }: { overlapHours: number; now: Date },
): Promise<Rotated> {
  const isThis = and(
    eq(destinations.projectId, scope.projectId),
    eq(destinations.id, id),
    eq(destinations.kind, "webhook"),
  );
  const signingSecret = newSigningSecret();
  const until = new Date(now.getTime() + overlapHours * hourMs);
  const oldSecretUntil = overlapHours > 0 ? until : null;
  await changePlaybook(scope, async (tx, record) => {
    const [before] = await tx.select().from(destinations).where(isThis).for("update");
    if (!before) throw notFound();
    const secret = rotated(openSecret(before), { secret: signingSecret, until, now });
    const [after] = await tx
      .update(destinations)
      .set({ ...withSecret(before, secret, oldSecretUntil?.toISOString() ?? null), updatedAt: sql`now()` })
      .where(isThis)
      .returning();
    if (!after) throw notFound();
    const change = { overlapHours };
    await record({
      action: "destination.rotate_secret",
      targetId: id,
      before: auditOf(before),
      after: { ...auditOf(after), ...change },
    });
  });
  return { signingSecret, oldSecretUntil };
}
