import type { Scope } from "@/lib/auth/scope";
import { createSlackDmDestination } from "@/lib/destinations/commands";
import type { SlackDmConfig } from "@/lib/destinations/schema";
import { AppError } from "@/lib/errors";
import { createNamedAfterPerson, moveDestination } from "@/lib/installations/destinations/commands";
import type { Wake } from "@/lib/lanes/commands";
import { chooseInstallation } from "./channels-picker";
import { resolvePerson } from "./people-resolve";
import { chooseWorkspace } from "./workspaces";

type Choice = {
  installationId?: string | undefined;
  /** One of the workspaces of a whole Slack organization. */
  teamId?: string | undefined;
  /** An e-mail address, a member id, a link to a profile, or the name of somebody the picker knows. */
  person: string;
};

async function see(scope: Scope, choice: Choice, now: Date): Promise<SlackDmConfig> {
  const installation = await chooseInstallation(scope, choice.installationId);
  const workspace = await chooseWorkspace(scope, installation, choice.teamId, now);
  const resolved = await resolvePerson(scope, workspace, choice.person, now);
  if (!resolved.ok) {
    const { code, message, fix } = resolved;
    throw new AppError("invalid", `${message} ${fix}`, {
      code,
      errors: [{ pointer: "/person", message: `${message} ${fix}` }],
    });
  }
  const { id: userId, name: userName, channelId } = resolved.person;
  const { id: teamId, name: teamName } = workspace.team;
  return { installationId: installation.id, teamId, teamName, userId, userName, channelId };
}

type NewPerson = Choice & {
  name?: string | undefined;
  acceptsSandbox?: boolean | undefined;
  enabled?: boolean | undefined;
};

/**
 * Makes a destination of one person, to whom Bellwire writes directly; named after them unless told otherwise.
 * @throws AppError `invalid` (pointer /person) when Slack does not know them, they left, are an app, or a permission is
 * missing; `conflict` when they have a destination in this project, the name is taken, or Slack is not connected;
 * `not_found` for another organization's installation.
 */
export async function connectPerson(scope: Scope, asked: NewPerson, now: Date): Promise<{ id: string }> {
  const config = await see(scope, asked, now);
  const { name, acceptsSandbox, enabled } = asked;
  const flags = { acceptsSandbox, enabled };
  const { id } =
    name === undefined
      ? await createNamedAfterPerson(scope, config, flags)
      : await createSlackDmDestination(scope, { ...config, ...flags, name });
  return { id };
}

/**
 * Leads a destination to another person; routes, history and what is held stay with it.
 * @returns lanes to wake. @throws AppError as connectPerson, and `not_found` for another project's destination.
 */
export async function changePerson(
  scope: Scope,
  { destinationId, ...choice }: Choice & { destinationId: string },
  now: Date,
): Promise<Wake[]> {
  const config = await see(scope, choice, now);
  return moveDestination(scope, destinationId, { kind: "slack_dm", config });
}
