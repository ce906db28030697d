import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { AppError } from "@/lib/errors";
import { listInstallations } from "@/lib/installations/queries";
import { readInput } from "@/lib/json-input";
import { disconnect } from "@/lib/slack/oauth-disconnect";

/** Slack is told while somebody waits. */
export const maxDuration = 30;

const body = z.strictObject({ installationId: z.string().max(64).optional() });

/** Disconnects a workspace; without `installationId` the organization's only one. By session (admins) or API key. */
export const POST = apiRoute({ scope: "config:write", orMember: "admin" }, async (request, { scope }) => {
  const { installationId } = await readInput(request, body);
  const installations = await listInstallations(scope);
  const [only, ...others] = installations.filter(({ status }) => status !== "uninstalled");
  const id = installationId ?? (others.length === 0 ? only?.id : undefined);
  if (id === undefined) {
    throw new AppError("conflict", "Say which workspace: send its installationId.", { code: "which_workspace" });
  }
  return Response.json(await disconnect(scope, id, new Date()));
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
