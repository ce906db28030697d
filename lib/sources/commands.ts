import { and, count, eq, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { projects, sources } from "@/db/schema";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import type { Scope } from "@/lib/auth/scope";
import { blindIndex, randomToken, seal } from "@/lib/crypto";
import { AppError, notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import {
  isStripeSecret,
  type NewSource,
  overlapMs,
  type SourceConfig,
  type SourcePatch,
  sourceConfig,
  vendorNames,
} from "./schema";

/** Most sources of one project: lists are read whole. */
const maxSources = 200;

type Row = typeof sources.$inferSelect;

const isOne = (scope: Scope, id: string) => and(eq(sources.projectId, scope.projectId), eq(sources.id, id));

/** A source as the audit log keeps it: its secret is only said to be there. */
function auditOf(row: Row) {
  const { hint, customerUrl } = sourceConfig.parse(row.config);
  const { kind, name, enabled } = row;
  return { kind, name, enabled, customerUrl: customerUrl ?? null, secret: row.secret === null ? null : hint };
}

const hintOf = (secret: string) => `••••${secret.slice(-4)}`;

function sealed(id: string, secret: string | undefined): string | null {
  return secret === undefined ? null : seal(secret, { table: "sources", row: id, column: "secret" });
}

/** One change of a project's sources at a time, so that a free name stays free until it is taken. */
async function alone(tx: Transaction, scope: Scope): Promise<void> {
  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, scope.projectId), eq(projects.organizationId, scope.organizationId)))
    .for("no key update");
  if (!project) throw notFound();
}

async function refuseTakenName(tx: Transaction, scope: Scope, name: string, ownId = ""): Promise<void> {
  const isSame = sql`lower(${sources.name}) = lower(${name})`;
  const [taken] = await tx
    .select({ name: sources.name })
    .from(sources)
    .where(and(eq(sources.projectId, scope.projectId), isSame, ne(sources.id, ownId)));
  if (!taken) return;
  throw new AppError("conflict", `There is a source named “${taken.name}” already.`, {
    code: "name_taken",
    errors: [{ pointer: "/name", message: "is taken by another source" }],
  });
}

/**
 * Adds a source. Its secret is answered this once: the one given, or one made here; null for Stripe, which makes its own.
 * @throws AppError `conflict` (name_taken, too_many_sources)
 */
export async function createSource(
  scope: Scope,
  { kind, name, secret: given, customerUrl, enabled }: NewSource,
): Promise<{ id: string; secretOnce: string | null }> {
  const id = newId("source");
  const secret = given ?? (kind === "stripe" ? undefined : `bws_${randomToken(24)}`);
  const config: SourceConfig = {
    hint: secret === undefined ? null : hintOf(secret),
    ...(customerUrl === undefined ? {} : { customerUrl }),
  };
  await inScope(scope, async (tx) => {
    await alone(tx, scope);
    const [held] = await tx
      .select({ count: count() })
      .from(sources)
      .where(eq(sources.projectId, scope.projectId));
    if (held && held.count >= maxSources) {
      throw new AppError("conflict", `A project has at most ${maxSources} sources.`, {
        code: "too_many_sources",
      });
    }
    await refuseTakenName(tx, scope, name);
    const [made] = await tx
      .insert(sources)
      .values({ projectId: scope.projectId, id, kind, name, enabled, config, secret: sealed(id, secret) })
      .returning();
    if (!made) throw new Error("an inserted source did not come back");
    await recordAudit(tx, scope, { action: "source.create", targetId: id, after: auditOf(made) });
  });
  return { id, secretOnce: secret ?? null };
}

async function lockSource(tx: Transaction, scope: Scope, id: string): Promise<Row> {
  if (!isId("source", id)) throw notFound();
  await alone(tx, scope);
  const [row] = await tx.select().from(sources).where(isOne(scope, id)).for("update");
  if (!row) throw notFound();
  return row;
}

/**
 * Changes what the patch names. A patch that changes nothing leaves no trace.
 * @throws AppError `not_found`, also for another project's id; `conflict` (name_taken)
 */
export async function updateSource(scope: Scope, id: string, patch: SourcePatch): Promise<void> {
  await inScope(scope, async (tx) => {
    const before = await lockSource(tx, scope, id);
    const { customerUrl, name = before.name, enabled = before.enabled } = patch;
    if (name !== before.name) await refuseTakenName(tx, scope, name, id);
    const { customerUrl: known, ...config } = sourceConfig.parse(before.config);
    const wanted = customerUrl === undefined ? known : (customerUrl ?? undefined);
    if (name === before.name && enabled === before.enabled && wanted === known) return;
    const changed = { ...config, ...(wanted === undefined ? {} : { customerUrl: wanted }) };
    const [after] = await tx
      .update(sources)
      .set({ name, enabled, config: changed, updatedAt: sql`now()` })
      .where(isOne(scope, id))
      .returning();
    if (!after) throw notFound();
    const [left, right] = [auditOf(before), auditOf(after)];
    await recordAudit(tx, scope, { action: "source.update", targetId: id, before: left, after: right });
  });
}

function secretFor(row: Row, given: string | undefined): string {
  if (row.kind !== "stripe") return given ?? `bws_${randomToken(24)}`;
  if (given !== undefined && isStripeSecret(given)) return given;
  const message = `${vendorNames.stripe} makes this secret: paste it, it begins with whsec_.`;
  throw new AppError("invalid", message, {
    code: "secret_needed",
    errors: [
      { pointer: "/secret", message: "must be the endpoint's signing secret, which begins with whsec_" },
    ],
  });
}

/**
 * Puts another secret in place: the one given, or one made here. The one before it is good for another day, so that the
 * vendor can be changed without a gap.
 * @returns the secret, this once. @throws AppError `not_found`; `invalid` (secret_needed) for Stripe without one.
 */
export async function rotateSecret(
  scope: Scope,
  id: string,
  { secret: given, now }: { secret?: string | undefined; now: Date },
): Promise<{ secretOnce: string; previousUntil: string | null }> {
  return inScope(scope, async (tx) => {
    const before = await lockSource(tx, scope, id);
    const secret = secretFor(before, given);
    const until = new Date(now.getTime() + overlapMs).toISOString();
    const { previous: _, ...kept } = sourceConfig.parse(before.config);
    const previous = before.secret === null ? {} : { previous: { secret: before.secret, until } };
    await tx
      .update(sources)
      .set({
        secret: sealed(id, secret),
        config: { ...kept, hint: hintOf(secret), ...previous },
        updatedAt: sql`now()`,
      })
      .where(isOne(scope, id));
    const after = { secret: `hmac:${blindIndex(secret).slice(0, 12)}` };
    await recordAudit(tx, scope, { action: "source.rotate", targetId: id, after });
    return { secretOnce: secret, previousUntil: before.secret === null ? null : until };
  });
}

/** Deletes a source with the list of what it received. Its events stay. @throws AppError `not_found` */
export async function deleteSource(scope: Scope, id: string): Promise<void> {
  await inScope(scope, async (tx) => {
    const before = await lockSource(tx, scope, id);
    await tx.delete(sources).where(isOne(scope, id));
    await recordAudit(tx, scope, { action: "source.delete", targetId: id, before: auditOf(before) });
  });
}
