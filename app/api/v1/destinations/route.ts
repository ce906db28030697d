import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { getDestination, maxPage, pageDestinations } from "@/lib/destinations/queries";
import { type NewDestination, newDestination, published } from "@/lib/destinations/schema";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";
import { connectByApi, type Warning } from "@/lib/slack/connect-by-api";

const listQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\w{1,64}$/, "is not a cursor of ours")
    .optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
});

/** The project's destinations, newest first. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { items, nextCursor } = await pageDestinations(scope, parseQuery(request, listQuery));
  return Response.json({ destinations: items.map(published), nextCursor, hasMore: nextCursor !== null });
});

/** Slack is asked about channels and people while somebody waits. */
export const maxDuration = 30;

async function make(scope: Scope, asked: NewDestination): Promise<{ id: string; warnings: Warning[] }> {
  if (asked.kind !== "slack_webhook") return connectByApi(scope, asked, new Date());
  const { kind: _, ...input } = asked;
  return { ...(await createWebhookDestination(scope, input)), warnings: [] };
}

/** Adds a channel or a person of a connected workspace, or a pasted incoming webhook. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id, warnings } = await make(scope, await readInput(request, newDestination));
  const headers = { location: `/api/v1/destinations/${id}` };
  const made = published(await getDestination(scope, id));
  const body = warnings.length === 0 ? made : { ...made, warnings };
  return Response.json(body, { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
