import type { OrganizationScope } from "@/lib/auth/scope";
import { keepPeople } from "@/lib/installations/people/commands";
import { findPeopleState } from "@/lib/installations/people/queries";
import { log } from "@/lib/log";
import type { Freshness } from "./channels-refresh";
import { freshBotToken } from "./oauth-token";
import { listSlackPeople } from "./people-list";
import { type ListingAsk, listingMs, sharedListings, whyCutShort } from "./shared-listing";
import type { Workspace } from "./workspaces";

const listings = sharedListings();

async function refresh(scope: OrganizationScope, workspace: Workspace, now: Date): Promise<string | null> {
  const { installation, gridTeamId } = workspace;
  const { id: installationId } = installation;
  const access = await freshBotToken(scope, installationId, now);
  if (!access.ok) return whyCutShort(access, "people");
  const { people, stoppedBy } = await listSlackPeople(access.token, {
    teamId: gridTeamId,
    withinMs: listingMs,
  });
  const isWhole = stoppedBy === null;
  await keepPeople(scope, { installationId, teamId: gridTeamId ?? "", people }, { isWhole, now });
  if (stoppedBy === null) return null;
  const code = typeof stoppedBy === "string" ? stoppedBy : stoppedBy.code;
  log.warn({ installationId, code, listed: people.length }, "slack.people_cut_short");
  return whyCutShort(stoppedBy, "people");
}

/** Sees to it that the known people of a workspace are at most a few minutes old, if Slack lets us. */
export async function freshenPeople(
  scope: OrganizationScope,
  workspace: Workspace,
  ask: ListingAsk,
): Promise<Freshness> {
  const { installation, gridTeamId } = workspace;
  const which = { installationId: installation.id, teamId: gridTeamId ?? "" };
  const known = await findPeopleState(scope, which);
  const key = `${which.installationId}|${which.teamId}`;
  const stoppedBecause = await listings(key, known, ask, () => refresh(scope, workspace, ask.now));
  return { ...(await findPeopleState(scope, which)), stoppedBecause };
}
