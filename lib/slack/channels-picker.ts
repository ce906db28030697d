import type { OrganizationScope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors";
import { type ChannelCursor, readCursor, writeCursor } from "@/lib/installations/channels/cursor";
import { searchChannels } from "@/lib/installations/channels/queries";
import { findInstallation, type Installation, listInstallations } from "@/lib/installations/queries";
import { readChannelReference } from "./channels-reference";
import { type Freshness, freshenChannels } from "./channels-refresh";
import { resolveChannel } from "./channels-resolve";
import { chooseWorkspace } from "./workspaces";

/** A channel as the picker offers it. */
export type ChannelChoice = {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
  isArchived: boolean;
  /** Shared with another company: what is posted there leaves the workspace. */
  isShared: boolean;
  memberCount: number | null;
  /** Whether a message would arrive there as things are. */
  canPost: boolean;
  /** What to do before it would, or what to mind; null for nothing. */
  hint: string | null;
};

/** What the picker shows, and how much of the workspace that is. */
export type ChannelPage = {
  installationId: string;
  workspace: { id: string; name: string };
  channels: ChannelChoice[];
  nextCursor: string | null;
  complete: boolean;
  incompleteBecause: string | null;
  /** When all channels were last listed; null while that never came to its end. */
  listedAt: Date | null;
  /** How to get at a private channel that is not there. */
  privateHint: string;
};

export type PickerQuery = {
  installationId?: string | undefined;
  /** One of the workspaces of a whole Slack organization. */
  teamId?: string | undefined;
  /** Words of a name, or a pasted id or link. */
  query?: string | undefined;
  cursor?: string | undefined;
  kind?: "public" | "private" | undefined;
  limit?: number | undefined;
  /** Asks Slack again, whatever is known. */
  refresh?: boolean | undefined;
};

const privateHint =
  "A private channel appears once Bellwire is in it: type /invite @Bellwire in the channel.";
const withoutPrivate =
  "Private channels are left out: that permission was not granted. Connect Slack again to grant it, or paste a channel's link.";

type Known = Pick<
  ChannelChoice,
  "id" | "name" | "isPrivate" | "isMember" | "isArchived" | "isShared" | "memberCount"
>;

function choiceOf(channel: Known, scopes: readonly string[]): ChannelChoice {
  const { id, name, isPrivate, isMember, isArchived, isShared, memberCount } = channel;
  const canPost = !isArchived && (isMember || (!isPrivate && scopes.includes("chat:write.public")));
  const hint = isArchived
    ? "It is archived: unarchive it in Slack first."
    : !canPost
      ? "Type /invite @Bellwire in the channel first."
      : isShared
        ? "Shared with another company: they read what is posted there."
        : null;
  return { id, name, isPrivate, isMember, isArchived, isShared, memberCount, canPost, hint };
}

/**
 * The installation that is meant: the one named, else the newest that works.
 * @throws AppError `not_found` for another organization's; `conflict` (not_connected) when there is none that works.
 */
export async function chooseInstallation(
  scope: OrganizationScope,
  id: string | undefined,
): Promise<Installation> {
  const found = id === undefined ? (await listInstallations(scope))[0] : await findInstallation(scope, id);
  if (id !== undefined && !found) throw notFound();
  if (found?.status === "active") return found;
  throw new AppError("conflict", "Slack is not connected. Connect it on the Integrations page.", {
    code: "not_connected",
  });
}

function whyIncomplete(
  { scopes }: Installation,
  { hasUnlisted, listedAt, stoppedBecause, count }: Freshness,
) {
  if (stoppedBecause !== null)
    return count === 0 ? stoppedBecause : `${stoppedBecause} Known so far: ${count}.`;
  if (hasUnlisted || listedAt === null) return "Slack has not listed all of them yet.";
  return scopes.includes("groups:read") ? null : withoutPrivate;
}

/** The one channel whose id or link was pasted; nothing, and why, when it cannot be seen. */
async function pasted(scope: OrganizationScope, installation: Installation, typed: string, now: Date) {
  const resolved = await resolveChannel(scope, installation, typed, now);
  const channels = resolved.ok ? [choiceOf(resolved.channel, installation.scopes)] : [];
  const incompleteBecause = resolved.ok ? null : `${resolved.message} ${resolved.fix}`;
  return { channels, nextCursor: null, complete: resolved.ok, incompleteBecause, listedAt: null };
}

const maxLimit = 200;

/**
 * Channels to choose from, a page at a time: public ones first, then the private ones that the bot is in. Says when these
 * are not all of them, and why.
 * @throws AppError as chooseInstallation and chooseWorkspace.
 */
export async function listChannels(
  scope: OrganizationScope,
  asked: PickerQuery,
  now: Date,
): Promise<ChannelPage> {
  const installation = await chooseInstallation(scope, asked.installationId);
  const { id: installationId, scopes } = installation;
  const reference = readChannelReference(asked.query ?? "");
  const workspace = await chooseWorkspace(scope, installation, asked.teamId, now);
  const about = { installationId, workspace: workspace.team, privateHint };
  if (reference.kind === "id") {
    return { ...about, ...(await pasted(scope, installation, reference.channelId, now)) };
  }
  const freshness = await freshenChannels(scope, workspace, { now, isAsked: asked.refresh === true });
  const limit = Math.min(Math.max(asked.limit ?? 50, 1), maxLimit);
  const after: ChannelCursor | undefined = readCursor(asked.cursor);
  const found = await searchChannels(scope, {
    installationId,
    teamId: workspace.gridTeamId ?? "",
    text: reference.text,
    isPrivate: asked.kind === undefined ? undefined : asked.kind === "private",
    after,
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const incompleteBecause = whyIncomplete(installation, freshness);
  return {
    ...about,
    channels: page.map((channel) => choiceOf(channel, scopes)),
    nextCursor: found.length > limit && last ? writeCursor(last) : null,
    complete: incompleteBecause === null,
    incompleteBecause,
    listedAt: freshness.listedAt,
  };
}
