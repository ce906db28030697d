import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { parseQuery } from "@/lib/page-query";
import { listPeople } from "@/lib/slack/people-picker";

/** Slack is asked for its pages while somebody waits. */
export const maxDuration = 30;

const query = z.strictObject({
  project: z.string().max(160).optional(),
  installation: z.string().max(64).optional(),
  team: z.string().max(64).optional(),
  query: z.string().max(500).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  refresh: z.enum(["true", "false"]).optional(),
});

/** People to choose from, by name. By session (`?project=`) or API key. */
export const GET = apiRoute({ scope: "read", orMember: "viewer" }, async (request, { scope }) => {
  const { installation, team, refresh, project: _, ...asked } = parseQuery(request, query);
  const which = { ...asked, installationId: installation, teamId: team, refresh: refresh === "true" };
  const page = await listPeople(scope, which, new Date());
  return Response.json(page, { headers: { "cache-control": "no-store" } });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
