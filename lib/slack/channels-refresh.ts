import type { OrganizationScope } from "@/lib/auth/scope";
import { keepChannels } from "@/lib/installations/channels/commands";
import { findListingState, type ListingState } from "@/lib/installations/channels/queries";
import { log } from "@/lib/log";
import { listSlackChannels } from "./channels-list";
import { freshBotToken } from "./oauth-token";
import { type ListingAsk, listingMs, sharedListings, whyCutShort } from "./shared-listing";
import type { Workspace } from "./workspaces";

const listings = sharedListings();

async function refresh(scope: OrganizationScope, workspace: Workspace, now: Date): Promise<string | null> {
  const { installation, gridTeamId } = workspace;
  const { id: installationId } = installation;
  const access = await freshBotToken(scope, installationId, now);
  if (!access.ok) return whyCutShort(access, "channels");
  const { channels, stoppedBy } = await listSlackChannels(access.token, {
    withPrivate: installation.scopes.includes("groups:read"),
    teamId: gridTeamId,
    withinMs: listingMs,
  });
  const isWhole = stoppedBy === null;
  await keepChannels(scope, { installationId, teamId: gridTeamId ?? "", channels }, { isWhole, now });
  if (stoppedBy === null) return null;
  const code = typeof stoppedBy === "string" ? stoppedBy : stoppedBy.code;
  log.warn({ installationId, code, listed: channels.length }, "slack.channels_cut_short");
  return whyCutShort(stoppedBy, "channels");
}

export type Freshness = ListingState & {
  /** Why the last listing did not come to its end; null when it did. */
  stoppedBecause: string | null;
};

/** Sees to it that the known channels of a workspace are at most a few minutes old, if Slack lets us. */
export async function freshenChannels(
  scope: OrganizationScope,
  workspace: Workspace,
  ask: ListingAsk,
): Promise<Freshness> {
  const { installation, gridTeamId } = workspace;
  const which = { installationId: installation.id, teamId: gridTeamId ?? "" };
  const known = await findListingState(scope, which);
  const key = `${which.installationId}|${which.teamId}`;
  const stoppedBecause = await listings(key, known, ask, () => refresh(scope, workspace, ask.now));
  return { ...(await findListingState(scope, which)), stoppedBecause };
}
