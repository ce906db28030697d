import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { type Installation, listInstallations } from "@/lib/installations/queries";
import { listTeams } from "@/lib/slack/workspaces";
import type { Reached } from "./bot-ways";

async function reach(scope: Scope, installation: Installation, now: Date): Promise<Reached[]> {
  const { id: installationId, isEnterpriseInstall, teamName, scopes, holderId } = installation;
  const own: Reached = { installationId, name: teamName, scopes, holderId };
  if (!isEnterpriseInstall) return [own];
  try {
    const teams = await listTeams(scope, installation, now);
    return teams.map((team) => ({ ...own, teamId: team.id, name: `${team.name} (${teamName})` }));
  } catch (error) {
    if (error instanceof AppError) return [own];
    throw error;
  }
}

/** The workspaces that destinations can be made in: those that work, and all of a whole Slack organization. */
export async function reachedWorkspaces(scope: Scope, now: Date): Promise<Reached[]> {
  const installations = await listInstallations(scope);
  const working = installations.filter(({ status }) => status === "active");
  return (await Promise.all(working.map((installation) => reach(scope, installation, now)))).flat();
}
