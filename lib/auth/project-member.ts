import { isId } from "@/lib/id";
import { mintScope } from "./mint";
import {
  findOnlyProjectMembership,
  findProjectMembership,
  findProjectMembershipById,
  type ProjectMembership,
} from "./queries";
import type { Scope, UserScope } from "./scope";

/** What a person is in a project, and the scope that it opens. */
export type ProjectMember = ProjectMembership & { scope: Scope };

const slugs = /^([a-z0-9-]{1,64})\/([a-z0-9-]{1,64})$/;

function look(user: UserScope, reference: string | undefined): Promise<ProjectMembership | undefined> {
  if (reference === undefined) return findOnlyProjectMembership(user);
  if (isId("project", reference)) return findProjectMembershipById(user, reference);
  const [, organization, project] = slugs.exec(reference) ?? [];
  if (organization === undefined || project === undefined) return Promise.resolve(undefined);
  return findProjectMembership(user, organization, project);
}

/**
 * What a person is in the project that an address names: by id, or as `organization/project`. Without a name it is their
 * project when they have only one. Undefined for a stranger, a missing project, and where it is not clear which is meant.
 */
export async function findProjectMember(
  user: UserScope,
  reference: string | undefined,
): Promise<ProjectMember | undefined> {
  const found = await look(user, reference);
  if (!found) return undefined;
  const actor = { kind: "member", userId: user.userId, role: found.role } as const;
  return { ...found, scope: mintScope(found.organization.id, found.project.id, actor) };
}
