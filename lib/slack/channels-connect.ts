import type { Scope } from "@/lib/auth/scope";
import { createSlackChannelDestination } from "@/lib/destinations/commands";
import type { SlackChannelConfig } from "@/lib/destinations/schema";
import { AppError } from "@/lib/errors";
import { createNamedAfterChannel, moveDestination } from "@/lib/installations/destinations/commands";
import type { Installation } from "@/lib/installations/queries";
import type { Wake } from "@/lib/lanes/commands";
import type { ChannelInfo } from "./channels-info";
import { chooseInstallation } from "./channels-picker";
import { resolveChannel } from "./channels-resolve";
import { listTeams } from "./workspaces";

type Seen = Pick<ChannelInfo, "id" | "name" | "isPrivate" | "teamId">;

/**
 * What of a channel its destination keeps. A whole Slack organization's channel is one of its own workspace; `teamName` is
 * that one's, where it is known.
 */
export function channelConfig(
  installation: Installation,
  channel: Seen,
  teamName = installation.teamName,
): SlackChannelConfig {
  const ownTeamId = installation.isEnterpriseInstall ? channel.teamId : null;
  return {
    installationId: installation.id,
    teamId: ownTeamId ?? installation.teamId ?? installation.holderId,
    teamName,
    channelId: channel.id,
    channelName: channel.name.slice(0, 80),
    isPrivate: channel.isPrivate,
  };
}

type Choice = {
  installationId?: string | undefined;
  /** One of the workspaces of a whole Slack organization, for a channel that is told by its name. */
  teamId?: string | undefined;
  /** An id, a link, or the name of a channel that the picker knows. */
  channel: string;
};

/** A channel that Slack shows now, and what it says of posting there. */
type Sight = { config: SlackChannelConfig; canPost: boolean };

async function sightOf(
  scope: Scope,
  installation: Installation,
  channel: ChannelInfo,
  now: Date,
): Promise<Sight> {
  const teams = installation.isEnterpriseInstall ? await listTeams(scope, installation, now) : [];
  const team = teams.find(({ id }) => id === channel.teamId);
  if (channel.isArchived) throw archived(channel.name);
  const mayBeAway = !channel.isPrivate && installation.scopes.includes("chat:write.public");
  return { config: channelConfig(installation, channel, team?.name), canPost: channel.isMember || mayBeAway };
}

function archived(name: string): AppError {
  const detail = `#${name} is archived. Unarchive it in Slack, or choose another channel.`;
  return new AppError("invalid", detail, {
    code: "is_archived",
    errors: [{ pointer: "/channel", message: detail }],
  });
}

async function see(scope: Scope, { installationId, teamId, channel }: Choice, now: Date): Promise<Sight> {
  const installation = await chooseInstallation(scope, installationId);
  const resolved = await resolveChannel(scope, installation, channel, now, teamId);
  if (resolved.ok) return sightOf(scope, installation, resolved.channel, now);
  const { code, message, fix } = resolved;
  throw new AppError("invalid", `${message} ${fix}`, {
    code,
    errors: [{ pointer: "/channel", message: `${message} ${fix}` }],
  });
}

type NewChannel = Choice & {
  name?: string | undefined;
  acceptsSandbox?: boolean | undefined;
  enabled?: boolean | undefined;
};

/** The new destination, and what must be done in Slack before a message arrives there; null for nothing. */
type Connected = { id: string; warning: string | null };

const inviteFirst =
  "Bellwire is not in the channel. Type /invite @Bellwire in it before the first message, or it is held.";

/**
 * Makes a destination of a channel that Slack shows us now, named after it unless told otherwise.
 * @throws AppError `invalid` (pointer /channel) when Slack does not show it or it is archived; `conflict` when the channel has a destination
 * in this project, the name is taken, or Slack is not connected; `not_found` for another organization's installation.
 */
export async function connectChannel(scope: Scope, asked: NewChannel, now: Date): Promise<Connected> {
  const { config, canPost } = await see(scope, asked, now);
  const { name, acceptsSandbox, enabled } = asked;
  const flags = { acceptsSandbox, enabled };
  const { id } =
    name === undefined
      ? await createNamedAfterChannel(scope, config, flags)
      : await createSlackChannelDestination(scope, { ...config, ...flags, name });
  return { id, warning: canPost ? null : inviteFirst };
}

/**
 * Leads a destination to another channel; routes, history and what is held stay with it.
 * @returns lanes to wake. @throws AppError as connectChannel, and `not_found` for another project's destination.
 */
export async function changeChannel(
  scope: Scope,
  { destinationId, ...choice }: Choice & { destinationId: string },
  now: Date,
): Promise<Wake[]> {
  const { config } = await see(scope, choice, now);
  return moveDestination(scope, destinationId, { kind: "slack_channel", config });
}
