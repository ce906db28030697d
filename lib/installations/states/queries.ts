import { and, eq } from "drizzle-orm";
import { organizations, projects, slackOauthStates } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import type { SystemScope } from "@/lib/auth/scope";

export type BegunPlace = { organizationSlug: string; projectSlug: string };

/**
 * Where an install was begun, for a browser that brings both the state and its own cookie but whose person has been signed
 * out meanwhile: they are brought back there after signing in. Takes nothing.
 */
export async function findBegunPlace(
  _scope: SystemScope,
  { stateHash, browserHash }: { stateHash: string; browserHash: string },
): Promise<BegunPlace | undefined> {
  const isIt = and(eq(slackOauthStates.stateHash, stateHash), eq(slackOauthStates.browserHash, browserHash));
  const [row] = await acrossTenants((tx) =>
    tx
      .select({ organizationSlug: organizations.slug, projectSlug: projects.slug })
      .from(slackOauthStates)
      .innerJoin(organizations, eq(organizations.id, slackOauthStates.organizationId))
      .innerJoin(projects, eq(projects.id, slackOauthStates.projectId))
      .where(isIt),
  );
  return row;
}
