import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Actor, OrganizationScope } from "@/lib/auth/scope";
import { sha256 } from "@/lib/crypto";
import { newId } from "@/lib/id";

type Change = {
  /** Noun and verb, as in `route.update`. */
  action: string;
  targetId?: string;
  before?: unknown;
  after?: unknown;
};

function actorId(actor: Actor): string {
  switch (actor.kind) {
    case "member":
      return actor.userId;
    case "api_key":
      return actor.keyId;
    case "slack_user":
      return `${actor.teamId}/${actor.userId}`;
    case "system":
      return actor.job;
  }
}

/**
 * Writes who changed what, inside the transaction of the change, so that neither exists without the other.
 * Secrets go in as `fingerprint(secret)`, never as they are.
 */
export async function recordAudit(
  tx: Transaction,
  scope: OrganizationScope & { projectId?: string },
  change: Change,
): Promise<void> {
  await tx.insert(auditEntries).values({
    id: newId("audit"),
    organizationId: scope.organizationId,
    projectId: scope.projectId ?? null,
    actorKind: scope.actor.kind,
    actorId: actorId(scope.actor),
    action: change.action,
    targetId: change.targetId ?? null,
    before: change.before ?? null,
    after: change.after ?? null,
  });
}

/** Tells two secrets apart in the audit log without giving either away. For secrets of at least 112 random bits. */
export function fingerprint(secret: string): string {
  return `sha256:${sha256(secret).slice(0, 12)}`;
}
