import type { Scope } from "@/lib/auth/scope";
import type { NewDestination } from "@/lib/destinations/schema";
import { AppError } from "@/lib/errors";
import { type Installation, listInstallations } from "@/lib/installations/queries";
import { connectChannel } from "./channels-connect";
import { connectPerson } from "./people-connect";
import { listTeams } from "./workspaces";

type Asked = Extract<NewDestination, { kind: "slack_channel" | "slack_dm" }>;
type Named = { installationId: string; teamId?: string };

/** Something to do in Slack before messages arrive; the destination was made all the same. */
export type Warning = { code: string; message: string };

function refused(message: string): AppError {
  return new AppError("invalid", `The installation ${message}.`, {
    code: "unknown_installation",
    errors: [{ pointer: "/installation", message }],
  });
}

const isCalled = ({ id, holderId, teamName }: Installation, named: string) =>
  [id, holderId].includes(named) || teamName.toLowerCase() === named.toLowerCase();

/** The workspace of a whole Slack organization that is called so, by id or name. */
async function inGrid(
  scope: Scope,
  working: readonly Installation[],
  named: string,
  now: Date,
): Promise<Named | undefined> {
  for (const installation of working.filter(({ isEnterpriseInstall }) => isEnterpriseInstall)) {
    const teams = await listTeams(scope, installation, now);
    const team = teams.find(({ id, name }) => id === named || name.toLowerCase() === named.toLowerCase());
    if (team) return { installationId: installation.id, teamId: team.id };
  }
  return undefined;
}

async function installationOf(scope: Scope, named: string | undefined, now: Date): Promise<Named> {
  const working = (await listInstallations(scope)).filter(({ status }) => status === "active");
  const [first, second] = named === undefined ? working : working.filter((one) => isCalled(one, named));
  if (!first && working.length > 0 && named !== undefined) {
    const found = await inGrid(scope, working, named, now);
    if (!found) throw refused("is not one that is connected here");
    return found;
  }
  if (!first) {
    throw new AppError("conflict", "Slack is not connected. Connect it on the Integrations page.", {
      code: "not_connected",
    });
  }
  if (second) throw refused("must be named by its id: several fit");
  return { installationId: first.id };
}

/** The body's own names for what the console's forms call otherwise. */
function asInBody(error: unknown, names: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof AppError)) return error;
  const errors = error.errors.map(({ pointer, message }) => ({
    pointer: names[pointer] ?? pointer,
    message,
  }));
  return new AppError(error.kind, error.message, { code: error.code, errors, cause: error });
}

/**
 * Makes a destination of a channel or a person, as the API brings it: Slack is asked whether it is there.
 * @returns its id, and what must be done before a message arrives.
 * @throws AppError `invalid` with a pointer into the body; `conflict` when it exists, the name is taken, or Slack is not
 * connected.
 */
export async function connectByApi(
  scope: Scope,
  asked: Asked,
  now: Date,
): Promise<{ id: string; warnings: Warning[] }> {
  const { kind, installation, name, acceptsSandbox, enabled } = asked;
  const which = { ...(await installationOf(scope, installation, now)), name, acceptsSandbox, enabled };
  try {
    if (kind === "slack_channel") {
      const { id, warning } = await connectChannel(scope, { ...which, channel: asked.channel }, now);
      return { id, warnings: warning === null ? [] : [{ code: "not_in_channel", message: warning }] };
    }
    const person = asked.email ?? asked.userId ?? "";
    return { ...(await connectPerson(scope, { ...which, person }, now)), warnings: [] };
  } catch (error) {
    const pointer = kind === "slack_dm" && asked.email === undefined ? "/userId" : "/email";
    throw asInBody(error, {
      "/channelId": "/channel",
      "/person": pointer,
      "/userId": pointer,
      "/team": "/installation",
    });
  }
}
