import { randomBytes } from "node:crypto";
import type { Role } from "@/db/enums";
import type { OrganizationScope, Scope } from "@/lib/auth/scope";
import { systemProjectScope } from "@/lib/auth/system";
import { newId } from "@/lib/id";
import { hotSql } from "../client";

const suffix = () => randomBytes(4).toString("hex");

/** A person. */
export async function createUser(
  email = `person-${suffix()}@example.test`,
): Promise<{ id: string; email: string }> {
  const id = newId("user");
  await hotSql()`insert into users (id, email, name) values (${id}, ${email}, 'Test Person')`;
  return { id, email };
}

/** An organization with one owner. */
export async function createOrganization(): Promise<{
  id: string;
  slug: string;
  owner: { id: string; email: string };
}> {
  const owner = await createUser();
  const id = newId("organization");
  const slug = `org-${suffix()}`;
  const sql = hotSql();
  await sql`insert into organizations (id, slug, name) values (${id}, ${slug}, ${slug})`;
  await sql`insert into members (organization_id, user_id, role) values (${id}, ${owner.id}, 'owner')`;
  return { id, slug, owner };
}

/** The scope of a member of that project, as the gates of lib/auth would mint it. */
export function memberScope(
  organizationId: string,
  projectId: string,
  userId: string,
  role: Role = "owner",
): Scope {
  const scope = systemProjectScope("test", organizationId, projectId);
  return { ...scope, actor: { kind: "member", userId, role } };
}

/** A project in an organization of its own (or in the one given), with its owner's scope. */
export async function createProject(organization?: { id: string; owner: { id: string } }): Promise<{
  id: string;
  slug: string;
  scope: Scope;
  organizationScope: OrganizationScope;
}> {
  const holder = organization ?? (await createOrganization());
  const id = newId("project");
  const slug = `project-${suffix()}`;
  await hotSql()`insert into projects (id, organization_id, slug, name) values (${id}, ${holder.id}, ${slug}, ${slug})`;
  const scope = memberScope(holder.id, id, holder.owner.id);
  return { id, slug, scope, organizationScope: { organizationId: scope.organizationId, actor: scope.actor } };
}
