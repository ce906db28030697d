import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";

/** A broken destination of an installation, with what a repair needs to know of it. */
export type BrokenChannel = { projectId: string; destinationId: string; code: string; isPrivate: boolean };

/** The broken destinations of installations, or of one channel there. */
export async function listBrokenChannels(
  _scope: SystemScope,
  { installationIds, channelId }: { installationIds: readonly string[]; channelId?: string },
): Promise<BrokenChannel[]> {
  const sql = hotSql();
  const there = channelId === undefined ? sql`` : sql`and config ->> 'channelId' = ${channelId}`;
  return sql<BrokenChannel[]>`
    select project_id as "projectId", id as "destinationId", coalesce(last_error ->> 'code', '') as code,
           (config ->> 'isPrivate')::boolean as "isPrivate"
    from destinations
    where kind = 'slack_channel' and status = 'broken' and config ->> 'installationId' = any(${[...installationIds]}) ${there}`;
}

export type ChannelKey = { projectId: string; destinationId: string };

/** The destinations of installations in a channel, or in some of the workspaces of a Slack organization. */
export async function listChannelDestinations(
  _scope: SystemScope,
  { installationIds, channelId, teamIds }: { installationIds: readonly string[]; channelId?: string; teamIds?: readonly string[] },
): Promise<ChannelKey[]> {
  const sql = hotSql();
  const there = channelId === undefined ? sql`` : sql`and config ->> 'channelId' = ${channelId}`;
  const within = teamIds === undefined ? sql`` : sql`and config ->> 'teamId' = any(${[...teamIds]})`;
  return sql<ChannelKey[]>`
    select project_id as "projectId", id as "destinationId" from destinations
    where kind = 'slack_channel' and config ->> 'installationId' = any(${[...installationIds]}) ${there} ${within}`;
}
