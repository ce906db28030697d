import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { createEmailDestination } from "@/lib/destinations/mail/commands";
import { getDestination, maxPage, pageDestinations } from "@/lib/destinations/queries";
import { type NewDestination, newDestination, published } from "@/lib/destinations/schema";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";
import { connectByApi, type Warning } from "@/lib/slack/connect-by-api";
import { createEndpoint } from "@/lib/webhooks/commands";

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

type Made = { id: string; warnings: Warning[]; signingSecret?: string };

async function make(scope: Scope, asked: NewDestination): Promise<Made> {
  switch (asked.kind) {
    case "slack_channel":
    case "slack_dm":
      return connectByApi(scope, asked, new Date());
    case "slack_webhook": {
      const { kind: _, ...input } = asked;
      return { ...(await createWebhookDestination(scope, input)), warnings: [] };
    }
    case "webhook":
      return { ...(await createEndpoint(scope, asked)), warnings: [] };
    case "email": {
      const { kind: _, ...input } = asked;
      return { ...(await createEmailDestination(scope, input)), warnings: [] };
    }
  }
}

/** Adds a channel or a person of a connected workspace, or a pasted incoming webhook, or mailboxes, or an endpoint of somebody's own. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id, warnings, signingSecret } = await make(scope, await readInput(request, newDestination));
  const headers = { location: `/api/v1/destinations/${id}` };
  const made = published(await getDestination(scope, id));
  // The one time that it is told.
  const told = signingSecret === undefined ? made : { ...made, signingSecret };
  const body = warnings.length === 0 ? told : { ...told, warnings };
  return Response.json(body, { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
