import type { ProjectMember } from "@/lib/auth/project-member";
import type { UserScope } from "@/lib/auth/scope";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/id";
import { noteWorkspace } from "@/lib/installations/commands";
import { composeConnected } from "@/lib/installations/connected-message";
import { type ChannelDestination, ensureChannelDestination } from "@/lib/installations/destinations/commands";
import type { Installation } from "@/lib/installations/queries";
import type { Wake } from "@/lib/lanes/commands";
import { planOne } from "@/lib/notifications/commands";
import { channelConfig } from "./channels-connect";
import { askChannelInfo, type ChannelInfo } from "./channels-info";
import { mend } from "./mending";

type Connection = {
  user: UserScope;
  member: ProjectMember;
  installation: Installation;
  token: string;
  channel: { id: string; name: string };
  isAgain: boolean;
  now: Date;
};

/** A channel that Slack does not describe to us is taken for private: that is why it would not. */
const unseen = (channel: { id: string; name: string }) => ({ ...channel, isPrivate: true, teamId: null });

/** The project's destination for the channel; undefined when the project can hold no more of them. */
async function findPlace(
  connection: Connection,
  info: ChannelInfo | undefined,
): Promise<ChannelDestination | undefined> {
  try {
    return await ensureChannelDestination(
      connection.member.scope,
      channelConfig(connection.installation, info ?? unseen(connection.channel)),
    );
  } catch (error) {
    if (error instanceof AppError && error.kind === "conflict") return undefined;
    throw error;
  }
}

/** A channel that was broken and can be seen to be open again is mended by having been picked. */
async function mendPicked({ installation, channel, now }: Connection, info: ChannelInfo): Promise<void> {
  const which = { installationIds: [installation.id], channelId: channel.id };
  if (!info.isArchived) await mend(which, { kind: "unarchived" }, now);
  if (info.isMember) await mend(which, { kind: "invited" }, now);
}

/**
 * Sees to it that the channel picked in Slack's consent has a destination in the project, and plans the one message that
 * says so. Its key is the instant of the install, so that no repeat can post a second one.
 * @returns the lane to wake; `no_room` when the project can hold no more destinations.
 */
export async function welcomeChannel(connection: Connection): Promise<Wake[] | "no_room"> {
  const { user, member, installation, token, channel, isAgain, now } = connection;
  const { scope, organization, project } = member;
  const asked = await askChannelInfo(token, channel.id);
  const info = asked.ok ? asked.value : undefined;
  const destination = await findPlace(connection, info);
  if (!destination) return "no_room";
  if (info) await mendPicked(connection, info);
  await noteWorkspace(scope, installation, info?.teamId ?? null);
  const message = composeConnected({
    installationId: installation.id,
    isAgain,
    projectName: project.name,
    url: `${env().NEXTAUTH_URL}/${organization.slug}/${project.slug}/integrations`,
    connectedBy: user.email,
    now,
  });
  return planOne(scope, {
    id: newId("notification"),
    dedupeKey: `connected|${installation.id}|${installation.installedAt.toISOString()}`,
    kind: "connected",
    eventId: null,
    eventType: message.eventType,
    customerId: null,
    routeId: null,
    routeName: null,
    destinationId: destination.id,
    destinationName: destination.name,
    destinationKind: "slack_channel",
    lane: destination.lane,
    environment: message.environment,
    severity: message.severity,
    state: "pending",
    reason: { code: "connected", text: "Somebody connected Slack and picked this channel." },
    fallbackFor: null,
    message,
  });
}
