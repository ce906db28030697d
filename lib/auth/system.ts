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

/**
 * The scope of somebody in Slack, for the project whose message they answered. Only for a press that Slack signed, on a message
 * whose reference opens, in the workspace that its organization has connected.
 */
export function slackPersonScope(
  { organizationId, projectId }: { organizationId: string; projectId: string },
  { teamId, userId, name }: { teamId: string; userId: string; name: string },
): Scope {
  return {
    organizationId: organizationId as OrganizationId,
    projectId: projectId as ProjectId,
    actor: { kind: "slack_user", teamId, userId, name },
  };
}

/** As systemProjectScope, for what belongs to an organization as a whole. */
export function systemOrganizationScope(job: string, organizationId: string): OrganizationScope {
  return { organizationId: organizationId as OrganizationId, actor: { kind: "system", job } };
}
