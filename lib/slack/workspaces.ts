import { z } from "zod";
import type { OrganizationScope } from "@/lib/auth/scope";
import { timedCache } from "@/lib/auth/timed-cache";
import { AppError } from "@/lib/errors";
import type { Installation } from "@/lib/installations/queries";
import { type Asked, askSlack } from "./ask";
import { freshBotToken } from "./oauth-token";

/** A workspace of Slack's. */
export type Team = { id: string; name: string };

/** Where channels and people are looked for. */
export type Workspace = {
  installation: Installation;
  team: Team;
  /** The workspace's id where a whole Slack organization is installed, as Slack must be told it; null elsewhere. */
  gridTeamId: string | null;
};

const page = z.object({
  ok: z.literal(true),
  teams: z.array(z.object({ id: z.string().min(1), name: z.string().min(1) })),
  response_metadata: z.looseObject({ next_cursor: z.string().nullish() }).nullish(),
});

const pageSize = 100;
/** An organization of more workspaces than this is told by the first of them; a channel's link finds the others. */
const maxPages = 10;

async function askTeams(token: string): Promise<Asked<Team[]>> {
  const teams: Team[] = [];
  let cursor = "";
  for (let number = 0; number < maxPages; number++) {
    const asked = await askSlack({
      method: "auth.teams.list",
      token,
      args: { limit: pageSize, ...(cursor === "" ? {} : { cursor }) },
      schema: page,
    });
    if (!asked.ok) return asked;
    teams.push(...asked.value.teams);
    cursor = asked.value.response_metadata?.next_cursor ?? "";
    if (cursor === "") break;
  }
  return { ok: true, value: teams, scopes: null };
}

/** Slack allows about twenty of these calls a minute, and workspaces seldom come and go. */
const recent = timedCache<Team[]>({
  maxAgeMilliseconds: 60_000,
  maxEntries: 1_000,
  now: () => performance.now(),
});

const notListed = () =>
  new AppError(
    "conflict",
    "Slack could not be asked for the workspaces of this organization. Try again in a minute.",
    {
      code: "workspaces_unknown",
    },
  );

/**
 * The workspaces that an installation reaches, by name: its own, or those of the whole Slack organization that granted
 * the app to them. While Slack does not say, the one that was used.
 * @throws AppError `conflict` (workspaces_unknown) when Slack does not say them and none was used yet.
 */
export async function listTeams(
  scope: OrganizationScope,
  installation: Installation,
  now: Date,
): Promise<Team[]> {
  const { id, isEnterpriseInstall, teamId, holderId, teamName, installedAt } = installation;
  if (!isEnterpriseInstall) return [{ id: teamId ?? holderId, name: teamName }];
  return recent
    .get(`${id}|${installedAt.getTime()}`, async () => {
      const access = await freshBotToken(scope, id, now);
      const asked = access.ok ? await askTeams(access.token) : undefined;
      if (!asked?.ok) throw notListed();
      return asked.value.toSorted((left, right) => left.name.localeCompare(right.name));
    })
    .catch((error: unknown) => {
      if (teamId === null || !(error instanceof AppError)) throw error;
      return [{ id: teamId, name: teamName }];
    });
}

/**
 * The workspace that is meant: the one named, else the one that a whole Slack organization was last used in, else its first.
 * @throws AppError `invalid` (/team) for one that the installation does not reach; `conflict` as listTeams.
 */
export async function chooseWorkspace(
  scope: OrganizationScope,
  installation: Installation,
  wanted: string | undefined,
  now: Date,
): Promise<Workspace> {
  const teams = await listTeams(scope, installation, now);
  const usual = teams.find(({ id }) => id === installation.teamId) ?? teams[0];
  const isAnyOfIt = wanted === undefined || wanted === installation.holderId;
  const team = isAnyOfIt ? usual : teams.find(({ id }) => id === wanted);
  if (!team) {
    const message = "is not a workspace that this installation reaches";
    throw new AppError("invalid", "That workspace is not connected. Choose another one.", {
      code: "unknown_workspace",
      errors: [{ pointer: "/team", message }],
    });
  }
  return { installation, team, gridTeamId: installation.isEnterpriseInstall ? team.id : null };
}
