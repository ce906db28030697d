import type { Environment, KeyScope, Role } from "@/db/enums";

export type OrganizationId = string & { readonly brand: "OrganizationId" };
export type ProjectId = string & { readonly brand: "ProjectId" };

export type Actor =
  | { kind: "member"; userId: string; role: Role }
  | { kind: "api_key"; keyId: string; keyScopes: readonly KeyScope[]; environment: Environment }
  /** Somebody who pressed a button of ours in Slack; whoever may see a message may answer it. */
  | { kind: "slack_user"; teamId: string; userId: string; name: string }
  | { kind: "system"; job: string };

/** Who asks, inside which organization. Minted only by the gates in lib/auth. */
export type OrganizationScope = { organizationId: OrganizationId; actor: Actor };

/** Who asks, for which project. Minted only by the gates in lib/auth. */
export type Scope = OrganizationScope & { projectId: ProjectId };

/** Our own workers, which serve every tenant: a lane or a relay crosses projects, what they write names its own. */
export type SystemScope = { actor: { kind: "system"; job: string } };

/** A person who has signed in but has not yet said for which organization. */
export type UserScope = { userId: string; email: string };

const rank: Record<Role, number> = { viewer: 0, member: 1, admin: 2, owner: 3 };

/** Whether a role is at least the one asked for. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return rank[role] >= rank[needed];
}
