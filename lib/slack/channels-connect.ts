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

type Seen = Pick<ChannelInfo, "id" | "name" | "isPrivate" | "teamId">;

/** What of a channel its destination keeps. A whole Slack organization's channel is one of its own workspace. */
export function channelConfig(installation: Installation, channel: Seen): SlackChannelConfig {
  const ownTeamId = installation.isEnterpriseInstall ? channel.teamId : null;
  return {
    installationId: installation.id,
    teamId: ownTeamId ?? installation.teamId ?? installation.holderId,
    teamName: installation.teamName,
    channelId: channel.id,
    channelName: channel.name.slice(0, 80),
    isPrivate: channel.isPrivate,
  };
}

type Choice = {
  installationId?: string | undefined;
  /** An id, a link, or the name of a channel that the picker knows. */
  channel: string;
};

async function see(
  scope: Scope,
  { installationId, channel }: Choice,
  now: Date,
): Promise<SlackChannelConfig> {
  const installation = await chooseInstallation(scope, installationId);
  const resolved = await resolveChannel(scope, installation, channel, now);
  if (resolved.ok) return channelConfig(installation, resolved.channel);
  const { code, message, fix } = resolved;
  throw new AppError("invalid", `${message} ${fix}`, {
    code,
    errors: [{ pointer: "/channel", message: `${message} ${fix}` }],
  });
}

type NewChannel = Choice & { name?: string | undefined; acceptsSandbox?: boolean | undefined };

/**
 * Makes a destination of a channel that Slack shows us now, named after it unless told otherwise.
 * @throws AppError `invalid` (pointer /channel) when Slack does not show it; `conflict` when the channel has a destination
 * in this project, the name is taken, or Slack is not connected; `not_found` for another organization's installation.
 */
export async function connectChannel(scope: Scope, asked: NewChannel, now: Date): Promise<{ id: string }> {
  const config = await see(scope, asked, now);
  const { name, acceptsSandbox = false } = asked;
  if (name !== undefined) return createSlackChannelDestination(scope, { ...config, name, acceptsSandbox });
  const { id } = await createNamedAfterChannel(scope, config, { acceptsSandbox });
  return { id };
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
  return moveDestination(scope, destinationId, await see(scope, choice, now));
}
