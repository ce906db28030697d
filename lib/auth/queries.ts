import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { hotSql } from "@/db/client";
import type { KeyMode, KeyScope, Role } from "@/db/enums";
import { accounts, members, organizations, projects, sessions, users } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import type { SystemScope, UserScope } from "./scope";

export type StoredKey = {
  id: string;
  organizationId: string;
  projectId: string;
  mode: KeyMode;
  scopes: KeyScope[];
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** The key with that SHA-256, whatever its state. One statement outside any transaction: the accept path waits for it. */
export async function findApiKey(_scope: SystemScope, hash: string): Promise<StoredKey | undefined> {
  const [key] = await hotSql()<StoredKey[]>`
    select id, organization_id as "organizationId", project_id as "projectId", mode, scopes,
           last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt"
    from api_keys where hash = ${hash}`;
  return key;
}

export type User = typeof users.$inferSelect;
export type Session = typeof sessions.$inferSelect;

/** A session that has not expired, with its person. */
export async function findSession(
  _scope: SystemScope,
  tokenHash: string,
  now: Date,
): Promise<{ session: Session; user: User } | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ session: sessions, user: users })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now))),
  );
  return row;
}

export async function findUser(_scope: SystemScope, id: string): Promise<User | undefined> {
  const [row] = await acrossTenants((tx) => tx.select().from(users).where(eq(users.id, id)));
  return row;
}

/** E-mail addresses are one person's whatever their case. */
export async function findUserByEmail(_scope: SystemScope, email: string): Promise<User | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select()
      .from(users)
      .where(eq(sql`lower(${users.email})`, email.toLowerCase())),
  );
  return row;
}

export async function findUserByAccount(
  _scope: SystemScope,
  account: { provider: string; providerAccountId: string },
): Promise<User | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ user: users })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.userId))
      .where(
        and(
          eq(accounts.provider, account.provider),
          eq(accounts.providerAccountId, account.providerAccountId),
        ),
      ),
  );
  return row?.user;
}

/** The person whom the one-click link of a demo on one machine signs in: the owner of the oldest organization. */
export async function findOldestOwner(_scope: SystemScope): Promise<User | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ user: users })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .where(eq(members.role, "owner"))
      .orderBy(organizations.createdAt, members.createdAt)
      .limit(1),
  );
  return row?.user;
}

export type OrganizationMembership = {
  role: Role;
  organization: { id: string; slug: string; name: string };
};
export type ProjectMembership = OrganizationMembership & {
  project: { id: string; slug: string; name: string; timeZone: string };
};

const organizationColumns = { id: organizations.id, slug: organizations.slug, name: organizations.name };

/** What a person is in an organization; undefined for a stranger and for a slug that does not exist. */
export async function findOrganizationMembership(
  user: UserScope,
  organizationSlug: string,
): Promise<OrganizationMembership | undefined> {
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ role: members.role, organization: organizationColumns })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .where(and(eq(members.userId, user.userId), eq(organizations.slug, organizationSlug))),
  );
  return row;
}

function selectProjectMemberships(user: UserScope, condition: SQL | undefined): Promise<ProjectMembership[]> {
  return acrossTenants((tx) =>
    tx
      .select({
        role: members.role,
        organization: organizationColumns,
        project: { id: projects.id, slug: projects.slug, name: projects.name, timeZone: projects.timeZone },
      })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .innerJoin(projects, eq(projects.organizationId, organizations.id))
      .where(and(eq(members.userId, user.userId), condition))
      .limit(2),
  );
}

/** As findOrganizationMembership, for one of the organization's projects. */
export async function findProjectMembership(
  user: UserScope,
  organizationSlug: string,
  projectSlug: string,
): Promise<ProjectMembership | undefined> {
  const isIt = and(eq(organizations.slug, organizationSlug), eq(projects.slug, projectSlug));
  return (await selectProjectMemberships(user, isIt))[0];
}

/** As findProjectMembership, by the project's id. */
export async function findProjectMembershipById(
  user: UserScope,
  projectId: string,
): Promise<ProjectMembership | undefined> {
  return (await selectProjectMemberships(user, eq(projects.id, projectId)))[0];
}

/** The membership of somebody who has one project and no other; undefined when there is a choice. */
export async function findOnlyProjectMembership(user: UserScope): Promise<ProjectMembership | undefined> {
  const [first, ...others] = await selectProjectMemberships(user, undefined);
  return others.length === 0 ? first : undefined;
}
