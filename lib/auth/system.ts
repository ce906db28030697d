import type { OrganizationId, OrganizationScope, ProjectId, Scope, SystemScope } from "./scope";

/** The scope of a background job that serves every tenant. */
export function systemScope(job: string): SystemScope {
  return { actor: { kind: "system", job } };
}

/** A background job's scope for one project. Only for ids that come from our own rows or our own signed events. */
export function systemProjectScope(job: string, organizationId: string, projectId: string): Scope {
  return {
    organizationId: organizationId as OrganizationId,
    projectId: projectId as ProjectId,
    actor: { kind: "system", job },
  };
}

/** As systemProjectScope, for what belongs to an organization as a whole. */
export function systemOrganizationScope(job: string, organizationId: string): OrganizationScope {
  return { organizationId: organizationId as OrganizationId, actor: { kind: "system", job } };
}
