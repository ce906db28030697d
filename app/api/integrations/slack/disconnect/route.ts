import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { listInstallations } from "@/lib/installations/queries";
import { readInput } from "@/lib/json-input";
import { disconnect } from "@/lib/slack/oauth-disconnect";

/** Slack is told while somebody waits. */
export const maxDuration = 30;

const body = z.strictObject({ installationId: z.string().max(64).optional() });

/** The only workspace that is connected, when no other is named. */
async function onlyConnected(scope: Scope): Promise<string> {
  const connected = (await listInstallations(scope)).filter(({ status }) => status !== "uninstalled");
  const [only, ...others] = connected;
  if (only && others.length === 0) return only.id;
  const [detail, code] = only
    ? [
        "Several workspaces are connected: send the installationId of the one that is meant.",
        "which_workspace",
      ]
    : ["Slack is not connected.", "not_connected"];
  throw new AppError("conflict", detail, { code });
}

/** Disconnects a workspace from the organization, all projects of it included: for signed-in admins alone. */
export const POST = apiRoute({ scope: "config:write", orMember: "admin" }, async (request, { scope }) => {
  if (scope.actor.kind !== "member") {
    throw new AppError(
      "forbidden",
      "An API key belongs to one project, and a workspace to all of them: sign in.",
    );
  }
  const { installationId } = await readInput(request, body);
  const id = installationId ?? (await onlyConnected(scope));
  return Response.json(await disconnect(scope, id, new Date()));
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
