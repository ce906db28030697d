import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Role } from "@/db/enums";
import { members, organizations, projects } from "@/db/schema";
import { inScope } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/commands";
import { mintOrganizationScope, mintScope } from "@/lib/auth/mint";
import type { Actor, OrganizationScope, Scope, UserScope } from "@/lib/auth/scope";
import { randomToken } from "@/lib/crypto";
import { AppError, notFound } from "@/lib/errors";
import { newId } from "@/lib/id";
import { mayGrant, mayManage } from "./role-rules";
import { slugCandidates } from "./slug";

type NewProject = { name: string; timeZone: string };
type NewOrganization = { name: string; projectName: string; timeZone: string };
export type Made = {
  organization: { id: string; slug: string };
  project: { id: string; slug: string };
  scope: Scope;
};

const shortRandom = () =>
  randomToken(4)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "x")
    .slice(0, 5);

/** Inserts under the first slug that is free. A taken slug is skipped, not failed on, also when somebody takes it just now. */
async function underFreeSlug(
  name: string,
  fallback: string,
  insert: (slug: string) => Promise<unknown[]>,
): Promise<string> {
  for (const slug of slugCandidates(name, fallback, shortRandom)) {
    if ((await insert(slug)).length > 0) return slug;
  }
  throw new AppError("conflict", "No free address was found for that name. Choose another name.");
}

async function insertProject(tx: Transaction, scope: Scope, { name, timeZone }: NewProject): Promise<string> {
  const { organizationId, projectId: id } = scope;
  const slug = await underFreeSlug(name, "project", (candidate) =>
    tx
      .insert(projects)
      .values({ id, organizationId, slug: candidate, name, timeZone })
      .onConflictDoNothing()
      .returning({ id: projects.id }),
  );
  await recordAudit(tx, scope, { action: "project.create", targetId: id, after: { name, slug, timeZone } });
  return slug;
}

/** Makes an organization with its first project, and the person its owner. Slugs come from the names. */
export async function createOrganization(user: UserScope, input: NewOrganization): Promise<Made> {
  const id = newId("organization");
  const owner: Actor = { kind: "member", userId: user.userId, role: "owner" };
  const scope = mintScope(id, newId("project"), owner);
  return inScope(scope, async (tx) => {
    const slug = await underFreeSlug(input.name, "organization", (candidate) =>
      tx
        .insert(organizations)
        .values({ id, slug: candidate, name: input.name })
        .onConflictDoNothing()
        .returning({ id: organizations.id }),
    );
    await tx.insert(members).values({ organizationId: id, userId: user.userId, role: "owner" });
    await recordAudit(tx, mintOrganizationScope(id, owner), {
      action: "organization.create",
      targetId: id,
      after: { name: input.name, slug },
    });
    const projectSlug = await insertProject(tx, scope, { name: input.projectName, timeZone: input.timeZone });
    return { organization: { id, slug }, project: { id: scope.projectId, slug: projectSlug }, scope };
  });
}

/** Adds a project to an organization. */
export async function createProject(
  scope: OrganizationScope,
  input: NewProject,
): Promise<{ id: string; slug: string }> {
  const projectScope = mintScope(scope.organizationId, newId("project"), scope.actor);
  const slug = await inScope(projectScope, (tx) => insertProject(tx, projectScope, input));
  return { id: projectScope.projectId, slug };
}

/** Renames an organization. Its slug stays, so that links keep working. */
export async function renameOrganization(
  scope: OrganizationScope,
  { name }: { name: string },
): Promise<void> {
  await inScope(scope, async (tx) => {
    const isOurs = eq(organizations.id, scope.organizationId);
    const [before] = await tx
      .select({ name: organizations.name })
      .from(organizations)
      .where(isOurs)
      .for("update");
    if (!before) throw notFound();
    await tx.update(organizations).set({ name }).where(isOurs);
    await recordAudit(tx, scope, {
      action: "organization.update",
      targetId: scope.organizationId,
      before,
      after: { name },
    });
  });
}

/** The role that an actor acts with here: workers of ours may do anything, a backend's key nothing. */
export function actingRole(scope: OrganizationScope): Role {
  switch (scope.actor.kind) {
    case "member":
      return scope.actor.role;
    case "system":
      return "owner";
    case "slack_user":
    case "api_key":
      throw new AppError("forbidden", "People are managed in the console, not with an API key.");
  }
}

/** Locks an organization's owners, then one member: two owners who demote each other at once are served one by one. */
async function lockMember(
  tx: Transaction,
  scope: OrganizationScope,
  userId: string,
): Promise<{ role: Role; isLastOwner: boolean }> {
  const inOrganization = eq(members.organizationId, scope.organizationId);
  const owners = await tx
    .select({ userId: members.userId })
    .from(members)
    .where(and(inOrganization, eq(members.role, "owner")))
    .orderBy(members.userId)
    .for("update");
  const [member] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(inOrganization, eq(members.userId, userId)))
    .for("update");
  if (!member) throw notFound();
  return { role: member.role, isLastOwner: member.role === "owner" && owners.length === 1 };
}

const lastOwner = () =>
  new AppError("conflict", "An organization needs an owner. Make somebody else an owner first.", {
    code: "last_owner",
  });
const notAllowed = (detail: string) => new AppError("forbidden", detail);

/** Changes what a member may do. @throws AppError 403, 404, or 409 `last_owner`. */
export async function changeRole(
  scope: OrganizationScope,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  const acting = actingRole(scope);
  if (!mayGrant(acting, role)) throw notAllowed("Only owners can make somebody an owner.");
  await inScope(scope, async (tx) => {
    const member = await lockMember(tx, scope, userId);
    if (member.role === role) return;
    if (!mayManage(acting, member.role)) throw notAllowed("Only owners can change an owner's role.");
    if (member.isLastOwner) throw lastOwner();
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.organizationId, scope.organizationId), eq(members.userId, userId)));
    await recordAudit(tx, scope, {
      action: "member.update",
      targetId: userId,
      before: { role: member.role },
      after: { role },
    });
  });
}

/** Removes a member; everybody may remove themselves. @throws AppError 403, 404, or 409 `last_owner`. */
export async function removeMember(scope: OrganizationScope, { userId }: { userId: string }): Promise<void> {
  const acting = actingRole(scope);
  const isSelf = scope.actor.kind === "member" && scope.actor.userId === userId;
  await inScope(scope, async (tx) => {
    const member = await lockMember(tx, scope, userId);
    if (!isSelf && !mayManage(acting, member.role))
      throw notAllowed("Your role does not allow removing this person.");
    if (member.isLastOwner) throw lastOwner();
    await tx
      .delete(members)
      .where(and(eq(members.organizationId, scope.organizationId), eq(members.userId, userId)));
    await recordAudit(tx, scope, {
      action: "member.remove",
      targetId: userId,
      before: { role: member.role },
    });
  });
}
