import { hotSql } from "@/db/client";
import type { DestinationKind } from "@/db/enums";
import type { SystemScope } from "@/lib/auth/scope";
import { type SlackChannelConfig, slackChannelConfig } from "@/lib/destinations/schema";

/** A broken destination of an installation, with what a repair needs to know of it. A direct message is private. */
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
           coalesce((config ->> 'isPrivate')::boolean, true) as "isPrivate"
    from destinations
    where kind in ('slack_channel', 'slack_dm') and status = 'broken' and config ->> 'installationId' = any(${[...installationIds]}) ${there}`;
}

/** A destination that an installation reaches, and whose it is. */
type Place = {
  organizationId: string;
  projectId: string;
  destinationId: string;
  kind: DestinationKind;
  config: unknown;
};

/** A destination in a Slack channel. */
export type ChannelPlace = Omit<Place, "kind" | "config"> & { config: SlackChannelConfig };

type Within = {
  installationIds: readonly string[];
  channelId?: string;
  /** Some of the workspaces of a Slack organization. */
  teamIds?: readonly string[];
};

/** The destinations of installations, channels and people, or those of one channel or some workspaces there. */
export async function listPlaces(_scope: SystemScope, which: Within): Promise<Place[]> {
  const { installationIds, channelId, teamIds } = which;
  const sql = hotSql();
  const there = channelId === undefined ? sql`` : sql`and d.config ->> 'channelId' = ${channelId}`;
  const within = teamIds === undefined ? sql`` : sql`and d.config ->> 'teamId' = any(${[...teamIds]})`;
  return sql<Place[]>`
    select p.organization_id as "organizationId", d.project_id as "projectId", d.id as "destinationId", d.kind, d.config
    from destinations d join projects p on p.id = d.project_id
    where d.kind in ('slack_channel', 'slack_dm') and d.config ->> 'installationId' = any(${[...installationIds]})
      ${there} ${within}`;
}

/** As listPlaces, channels alone. */
export async function listChannelPlaces(scope: SystemScope, which: Within): Promise<ChannelPlace[]> {
  const places = await listPlaces(scope, which);
  return places.flatMap(({ kind, config, ...place }) =>
    kind === "slack_channel" ? [{ ...place, config: slackChannelConfig.parse(config) }] : [],
  );
}
