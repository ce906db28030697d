import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Role } from "@/db/enums";
import { invitations, members, organizations, users } from "@/db/schema";
import { acrossTenants, inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import { countWithin } from "@/lib/auth/commands";
import { mintOrganizationScope } from "@/lib/auth/mint";
import type { OrganizationScope, UserScope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { randomToken, sha256 } from "@/lib/crypto";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/id";
import { actingRole } from "../commands";
import { mayGrant } from "../role-rules";

const life = 7 * 24 * 60 * 60 * 1_000;

/** Counts one more invitation mail of an organization. @throws AppError 429 after thirty in an hour: we are not a relay. */
export async function admitInvitation(scope: OrganizationScope, now: Date): Promise<void> {
  const window = { key: `invitation:${scope.organizationId}`, limit: 30, minutes: 60 };
  if (await countWithin(systemScope("invitation"), window, now)) return;
  throw new AppError(
    "rate_limited",
    "Your organization has sent thirty invitations this hour. Try again later.",
    {
      retryAfterSeconds: 3_600,
    },
  );
}

async function refuseMember(tx: Transaction, scope: OrganizationScope, email: string): Promise<void> {
  const [known] = await tx
    .select({ id: users.id })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.organizationId, scope.organizationId), eq(sql`lower(${users.email})`, email)));
  if (!known) return;
  const message = `${email} is a member already.`;
  throw new AppError("conflict", message, {
    code: "already_member",
    errors: [{ pointer: "/email", message }],
  });
}

/**
 * Invites an address: a link of 256 random bits for seven days, of which only the hash is kept.
 * Inviting it again replaces the link before.
 * @param input.email as parseEmailAddress gave it.
 * @returns the token, which exists nowhere else: mail it.
 */
export async function inviteMember(
  scope: OrganizationScope,
  { email, role }: { email: string; role: Role },
  now: Date,
): Promise<{ id: string; token: string; expiresAt: Date }> {
  if (!mayGrant(actingRole(scope), role)) {
    throw new AppError("forbidden", "Your role does not allow inviting somebody with that role.");
  }
  const token = randomToken();
  const offer = {
    role,
    tokenHash: sha256(token),
    invitedBy: scope.actor.kind === "member" ? scope.actor.userId : null,
    expiresAt: new Date(now.getTime() + life),
  };
  return inScope(scope, async (tx) => {
    await refuseMember(tx, scope, email);
    await tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.organizationId, scope.organizationId),
          eq(sql`lower(${invitations.email})`, email),
          isNull(invitations.acceptedAt),
        ),
      );
    const [row] = await tx
      .insert(invitations)
      .values({ ...offer, id: newId("invitation"), organizationId: scope.organizationId, email })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (!row) throw new AppError("conflict", "Somebody has just invited this address.");
    await recordAudit(tx, scope, { action: "invitation.create", targetId: row.id, after: { email, role } });
    return { id: row.id, token, expiresAt: offer.expiresAt };
  });
}

/** Withdraws an invitation that has not been accepted: its link is dead at once. */
export async function withdrawInvitation(
  scope: OrganizationScope,
  { invitationId }: { invitationId: string },
): Promise<void> {
  const acting = actingRole(scope);
  await inScope(scope, async (tx) => {
    const [row] = await tx
      .delete(invitations)
      .where(
        and(
          eq(invitations.id, invitationId),
          eq(invitations.organizationId, scope.organizationId),
          isNull(invitations.acceptedAt),
        ),
      )
      .returning({ email: invitations.email, role: invitations.role });
    if (!row) throw notFound();
    if (!mayGrant(acting, row.role))
      throw new AppError("forbidden", "Your role does not allow withdrawing it.");
    await recordAudit(tx, scope, { action: "invitation.withdraw", targetId: invitationId, before: row });
  });
}

/**
 * Joins the organization that a link offers. One conditional UPDATE uses the link up, so that of many at once exactly one
 * succeeds, and only for the person whose address was invited.
 * Somebody who is a member already keeps their role.
 * @throws AppError 404 for a link that is unknown, used, withdrawn, past or meant for another address.
 */
export async function acceptInvitation(
  user: UserScope,
  token: string,
  now: Date,
): Promise<{ organization: { id: string; slug: string } }> {
  return acrossTenants(async (tx) => {
    const [invitation] = await tx
      .update(invitations)
      .set({ acceptedAt: now })
      .where(
        and(
          eq(invitations.tokenHash, sha256(token)),
          eq(sql`lower(${invitations.email})`, user.email.toLowerCase()),
          isNull(invitations.acceptedAt),
          gt(invitations.expiresAt, now),
        ),
      )
      .returning();
    if (!invitation) throw notFound();
    const { id, organizationId, role } = invitation;
    await tx.insert(members).values({ organizationId, userId: user.userId, role }).onConflictDoNothing();
    const scope = mintOrganizationScope(organizationId, { kind: "member", userId: user.userId, role });
    await recordAudit(tx, scope, {
      action: "invitation.accept",
      targetId: id,
      after: { userId: user.userId, role },
    });
    const [organization] = await tx
      .select({ id: organizations.id, slug: organizations.slug })
      .from(organizations)
      .where(eq(organizations.id, organizationId));
    if (!organization) throw notFound();
    return { organization };
  });
}
