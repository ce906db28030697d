import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { createWebhookDestination } from "@/lib/destinations/commands";
import { getDestination, maxPage, pageDestinations } from "@/lib/destinations/queries";
import { newDestination, published } from "@/lib/destinations/schema";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";

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

/** Adds a pasted incoming webhook. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { kind: _, ...input } = await readInput(request, newDestination);
  const { id } = await createWebhookDestination(scope, input);
  const headers = { location: `/api/v1/destinations/${id}` };
  return Response.json(published(await getDestination(scope, id)), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
