import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { KeyMode, KeyScope } from "@/db/enums";
import { apiKeys, projects } from "@/db/schema";
import { inScope } from "@/db/transaction";
import { fingerprint, recordAudit } from "@/lib/audit/commands";
import { keyStart, makeKey } from "@/lib/auth/key-format";
import type { Scope } from "@/lib/auth/scope";
import { sha256 } from "@/lib/crypto";
import { moveToZone } from "@/lib/digests/zones/commands";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/id";
import { findTimesAnew } from "@/lib/rules/checks/commands";

/** Changes a project's name and time zone. Its slug stays, so that links keep working. */
export async function updateProject(scope: Scope, after: { name: string; timeZone: string }): Promise<void> {
  const isThis = and(eq(projects.id, scope.projectId), eq(projects.organizationId, scope.organizationId));
  await inScope(scope, async (tx) => {
    const [before] = await tx
      .select({ name: projects.name, timeZone: projects.timeZone })
      .from(projects)
      .where(isThis)
      .for("update");
    if (!before) throw notFound();
    const playbookVersion = sql`${projects.playbookVersion} + 1`;
    await tx
      .update(projects)
      .set({ ...after, playbookVersion })
      .where(isThis);
    if (after.timeZone !== before.timeZone) {
      await moveToZone(tx, { projectId: scope.projectId, timeZone: after.timeZone, now: new Date() });
      await findTimesAnew(tx, scope);
    }
    await recordAudit(tx, scope, { action: "project.update", targetId: scope.projectId, before, after });
  });
}

type NewKey = { name: string; mode: KeyMode; scopes: readonly KeyScope[]; expiresAt?: Date | undefined };
export type MadeKey = {
  key: { id: string; name: string; mode: KeyMode; start: string };
  /** The key itself. It exists nowhere else: show it now, once. */
  secretOnce: string;
};

async function insertKey(
  tx: Transaction,
  scope: Scope,
  { name, mode, scopes, expiresAt }: NewKey,
): Promise<MadeKey> {
  const secretOnce = makeKey(mode);
  const key = { id: newId("key"), name, mode, start: keyStart(secretOnce) };
  await tx.insert(apiKeys).values({
    ...key,
    organizationId: scope.organizationId,
    projectId: scope.projectId,
    scopes: [...scopes],
    hash: sha256(secretOnce),
    createdBy: scope.actor.kind === "member" ? scope.actor.userId : null,
    expiresAt: expiresAt ?? null,
  });
  const after = { ...key, scopes, expiresAt: expiresAt ?? null, secret: fingerprint(secretOnce) };
  await recordAudit(tx, scope, { action: "api_key.create", targetId: key.id, after });
  return { key, secretOnce };
}

/** Makes an API key. Only its SHA-256 is kept. */
export async function createApiKey(scope: Scope, input: NewKey): Promise<MadeKey> {
  return inScope(scope, (tx) => insertKey(tx, scope, input));
}

const ofScope = (scope: Scope, keyId: string) =>
  and(
    eq(apiKeys.id, keyId),
    eq(apiKeys.projectId, scope.projectId),
    eq(apiKeys.organizationId, scope.organizationId),
  );

/** Refuses a key from now on; each process notices within a second. Revoking it twice changes nothing. @throws AppError 404. */
export async function revokeApiKey(scope: Scope, keyId: string, now: Date): Promise<void> {
  await inScope(scope, async (tx) => {
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(ofScope(scope, keyId), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name, start: apiKeys.start });
    if (key) return recordAudit(tx, scope, { action: "api_key.revoke", targetId: keyId, before: key });
    const [known] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(ofScope(scope, keyId));
    if (!known) throw notFound();
  });
}

/** When a key that is rotated `now` stops working: after the overlap, but never later than it would have anyway. */
function endOfOverlap(expiresAt: Date | null, overlapHours: number, now: Date): Date {
  const end = new Date(now.getTime() + overlapHours * 3_600_000);
  return expiresAt !== null && expiresAt < end ? expiresAt : end;
}

/**
 * Replaces a key by a new one of the same name, mode and scopes. The old one keeps working for `overlapHours`.
 * @throws AppError 404, and 409 `key_not_active` for a key that is revoked or past.
 */
export async function rotateApiKey(
  scope: Scope,
  keyId: string,
  overlapHours: number,
  now: Date,
): Promise<MadeKey> {
  return inScope(scope, async (tx) => {
    const [old] = await tx.select().from(apiKeys).where(ofScope(scope, keyId)).for("update");
    if (!old) throw notFound();
    if (old.revokedAt !== null || (old.expiresAt !== null && old.expiresAt <= now)) {
      throw new AppError("conflict", "This key is not active any more. Make a new one.", {
        code: "key_not_active",
      });
    }
    const expiresAt = endOfOverlap(old.expiresAt, overlapHours, now);
    await tx.update(apiKeys).set({ expiresAt }).where(ofScope(scope, keyId));
    await recordAudit(tx, scope, {
      action: "api_key.rotate",
      targetId: keyId,
      before: { expiresAt: old.expiresAt },
      after: { expiresAt },
    });
    return insertKey(tx, scope, { name: old.name, mode: old.mode, scopes: old.scopes });
  });
}
