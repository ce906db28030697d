import type { OrganizationScope } from "@/lib/auth/scope";
import type { CachedPerson } from "@/lib/installations/people/commands";
import { searchPeople } from "@/lib/installations/people/queries";
import { chooseInstallation } from "./channels-picker";
import type { Freshness } from "./channels-refresh";
import { mayNotWrite, peopleAccess } from "./people-access";
import { readPersonReference } from "./people-reference";
import { freshenPeople } from "./people-refresh";
import { chooseWorkspace } from "./workspaces";

/** What the picker of people shows, and how much of the workspace that is. */
export type PeoplePage = {
  installationId: string;
  workspace: { id: string; name: string };
  people: CachedPerson[];
  nextCursor: string | null;
  complete: boolean;
  incompleteBecause: string | null;
  /** When all people were last listed; null while that never came to its end. */
  listedAt: Date | null;
};

export type PeopleQuery = {
  installationId?: string | undefined;
  /** One of the workspaces of a whole Slack organization. */
  teamId?: string | undefined;
  /** Words of a name. What names one person, such as an address, is looked up when it is used. */
  query?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Asks Slack again, whatever is known. */
  refresh?: boolean | undefined;
};

function whyIncomplete({ hasUnlisted, listedAt, stoppedBecause, count }: Freshness): string | null {
  if (stoppedBecause !== null)
    return count === 0 ? stoppedBecause : `${stoppedBecause} Known so far: ${count}.`;
  return hasUnlisted || listedAt === null ? "Slack has not listed all of them yet." : null;
}

const maxLimit = 200;

/**
 * People to choose from, a page at a time, by name. Says when these are not all of them, and why.
 * @throws AppError as chooseInstallation and chooseWorkspace; `conflict` (missing_scope) when nobody may be written to.
 */
export async function listPeople(
  scope: OrganizationScope,
  asked: PeopleQuery,
  now: Date,
): Promise<PeoplePage> {
  const installation = await chooseInstallation(scope, asked.installationId);
  const access = peopleAccess(installation.scopes);
  if (!access.canWrite) throw mayNotWrite(access);
  const workspace = await chooseWorkspace(scope, installation, asked.teamId, now);
  const about = { installationId: installation.id, workspace: workspace.team, nextCursor: null };
  const nobody = { ...about, people: [], complete: false, listedAt: null };
  if (!access.canList) return { ...nobody, incompleteBecause: access.missing };
  const reference = readPersonReference(asked.query ?? "");
  if (reference.kind !== "name") {
    return { ...nobody, complete: true, incompleteBecause: null };
  }
  const freshness = await freshenPeople(scope, workspace, { now, isAsked: asked.refresh === true });
  const limit = Math.min(Math.max(asked.limit ?? 50, 1), maxLimit);
  const found = await searchPeople(scope, {
    installationId: installation.id,
    teamId: workspace.gridTeamId ?? "",
    text: reference.text,
    after: asked.cursor,
    limit: limit + 1,
  });
  const people = found.slice(0, limit);
  const incompleteBecause = whyIncomplete(freshness);
  return {
    ...about,
    people,
    nextCursor: found.length > limit ? (people.at(-1)?.id ?? null) : null,
    complete: incompleteBecause === null,
    incompleteBecause,
    listedAt: freshness.listedAt,
  };
}
