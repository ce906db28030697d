import { asc, eq } from "drizzle-orm";
import type { Role } from "@/db/enums";
import { members, organizations, projects, users } from "@/db/schema";
import { acrossTenants, inScope } from "@/db/transaction";
import type { OrganizationScope, UserScope } from "@/lib/auth/scope";

export type OrganizationItem = {
  id: string;
  slug: string;
  name: string;
  role: Role;
  projects: { id: string; slug: string; name: string; timeZone: string }[];
};

/** The organizations that a person belongs to, oldest membership first, each with its projects, oldest first. */
export async function listOrganizationsOf(user: UserScope): Promise<OrganizationItem[]> {
  const rows = await acrossTenants((tx) =>
    tx
      .select({ organization: organizations, role: members.role, project: projects })
      .from(members)
      .innerJoin(organizations, eq(organizations.id, members.organizationId))
      .leftJoin(projects, eq(projects.organizationId, organizations.id))
      .where(eq(members.userId, user.userId))
      .orderBy(asc(members.createdAt), asc(organizations.id), asc(projects.createdAt), asc(projects.id)),
  );
  const items = new Map<string, OrganizationItem>();
  for (const { organization, role, project } of rows) {
    const { id, slug, name } = organization;
    const item = items.get(id) ?? { id, slug, name, role, projects: [] };
    items.set(id, item);
    if (project) {
      item.projects.push({
        id: project.id,
        slug: project.slug,
        name: project.name,
        timeZone: project.timeZone,
      });
    }
  }
  return [...items.values()];
}

/**
 * Where a person who has signed in belongs: their first project, or the page that makes one.
 * @param organizationId only look in this one.
 */
export async function homePathFor(user: UserScope, organizationId?: string): Promise<string> {
  for (const organization of await listOrganizationsOf(user)) {
    const [project] = organization.projects;
    if (project && (organizationId ?? organization.id) === organization.id) {
      return `/${organization.slug}/${project.slug}`;
    }
  }
  return "/new";
}

export type MemberItem = {
  userId: string;
  email: string;
  name: string | null;
  image: string | null;
  role: Role;
  joinedAt: Date;
};

/** The people of an organization, longest first. */
export async function listMembers(scope: OrganizationScope): Promise<MemberItem[]> {
  return inScope(scope, (tx) =>
    tx
      .select({
        userId: users.id,
        email: users.email,
        name: users.name,
        image: users.image,
        role: members.role,
        joinedAt: members.createdAt,
      })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(members.organizationId, scope.organizationId))
      .orderBy(asc(members.createdAt), asc(users.id)),
  );
}
