import { hotSql } from "@/db/client";
import type { SystemScope } from "@/lib/auth/scope";
import { type SlackChannelConfig, slackChannelConfig } from "@/lib/destinations/schema";

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

/** A destination in a Slack channel, and whose it is. */
export type ChannelPlace = {
  organizationId: string;
  projectId: string;
  destinationId: string;
  config: SlackChannelConfig;
};

type Within = {
  installationIds: readonly string[];
  channelId?: string;
  /** Some of the workspaces of a Slack organization. */
  teamIds?: readonly string[];
};

/** The destinations of installations, or those of one channel or some workspaces there. */
export async function listChannelPlaces(_scope: SystemScope, which: Within): Promise<ChannelPlace[]> {
  const { installationIds, channelId, teamIds } = which;
  const sql = hotSql();
  const there = channelId === undefined ? sql`` : sql`and d.config ->> 'channelId' = ${channelId}`;
  const within = teamIds === undefined ? sql`` : sql`and d.config ->> 'teamId' = any(${[...teamIds]})`;
  const rows = await sql<(Omit<ChannelPlace, "config"> & { config: unknown })[]>`
    select p.organization_id as "organizationId", d.project_id as "projectId", d.id as "destinationId", d.config
    from destinations d join projects p on p.id = d.project_id
    where d.kind = 'slack_channel' and d.config ->> 'installationId' = any(${[...installationIds]}) ${there} ${within}`;
  return rows.map(({ config, ...row }) => ({ ...row, config: slackChannelConfig.parse(config) }));
}
