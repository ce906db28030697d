import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Role } from "@/db/enums";
import { invitations, organizations, users } from "@/db/schema";
import { acrossTenants, inScope } from "@/db/transaction";
import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";
import { sha256 } from "@/lib/crypto";

export type InvitationItem = { id: string; email: string; role: Role; expiresAt: Date; createdAt: Date };

/** Invitations that nobody has accepted yet, also those that have expired, so that they can be sent again. */
export async function listInvitations(scope: OrganizationScope): Promise<InvitationItem[]> {
  return inScope(scope, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        expiresAt: invitations.expiresAt,
        createdAt: invitations.createdAt,
      })
      .from(invitations)
      .where(and(eq(invitations.organizationId, scope.organizationId), isNull(invitations.acceptedAt)))
      .orderBy(asc(invitations.createdAt)),
  );
}

export type OpenInvitation = {
  organizationName: string;
  email: string;
  role: Role;
  invitedBy: string | null;
};

/** What an invitation link offers to whoever holds it; undefined when it is unknown, used, withdrawn or past. */
export async function findOpenInvitation(
  _scope: SystemScope,
  token: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({
        organizationName: organizations.name,
        email: invitations.email,
        role: invitations.role,
        invitedBy: users.email,
      })
      .from(invitations)
      .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
      .leftJoin(users, eq(users.id, invitations.invitedBy))
      .where(
        and(
          eq(invitations.tokenHash, sha256(token)),
          isNull(invitations.acceptedAt),
          gt(invitations.expiresAt, now),
        ),
      ),
  );
  return row;
}
