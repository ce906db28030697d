import type { Actor, OrganizationId, OrganizationScope, ProjectId, Scope } from "./scope";

/** Brands ids that a gate has just checked against our own rows. Only lib/auth and the commands that create tenants call it. */
export function mintOrganizationScope(organizationId: string, actor: Actor): OrganizationScope {
  return { organizationId: organizationId as OrganizationId, actor };
}

/** As mintOrganizationScope, for one project. */
export function mintScope(organizationId: string, projectId: string, actor: Actor): Scope {
  return { organizationId: organizationId as OrganizationId, projectId: projectId as ProjectId, actor };
}
