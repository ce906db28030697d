import { and, eq } from "drizzle-orm";
import { hotSql } from "@/db/client";
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

/** An install whose tokens are stored, and whose one message was not planned. */
export type Unfinished = {
  installationId: string;
  projectId: string;
  userId: string;
  email: string;
  channelId: string;
  channelName: string | null;
  /** It was connected before, and is again. */
  isAgain: boolean;
};

/**
 * Installs since an instant that ended between the two: the process died. A state is taken at the very instant that its
 * installation bears, and the message's key names both.
 * @param which only this person's.
 */
export async function listUnfinished(
  _scope: SystemScope,
  { since, userId }: { since: Date; userId?: string | undefined },
): Promise<Unfinished[]> {
  const sql = hotSql();
  const theirs = userId === undefined ? sql`` : sql`and s.user_id = ${userId}`;
  return sql<Unfinished[]>`
    select i.id as "installationId", s.project_id as "projectId", s.user_id as "userId", u.email,
           i.default_channel_id as "channelId", i.default_channel_name as "channelName",
           exists (select 1 from audit_entries a where a.organization_id = i.organization_id and a.target_id = i.id
                   and a.action = 'slack.reinstall') as "isAgain"
    from slack_oauth_states s
    join slack_installations i on i.organization_id = s.organization_id and i.installed_by_user_id = s.user_id
      and i.installed_at = s.used_at
    join users u on u.id = s.user_id
    where s.used_at >= ${since} ${theirs} and i.status = 'active' and i.default_channel_id is not null
      and not exists (
        select 1 from notifications n where n.project_id = s.project_id and n.dedupe_key =
          'connected|' || i.id || '|' || to_char(i.installed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    limit 50`;
}
