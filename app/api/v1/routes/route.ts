import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";
import { createRoute } from "@/lib/routing/commands";
import { getRoute, listRoutes, maxPage } from "@/lib/routing/queries";
import { routeInput } from "@/lib/routing/schema";

const idText = z.string().regex(/^\w{1,64}$/, "is not an id of ours");
const listQuery = z.strictObject({
  cursor: idText.optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  destination: idText.optional(),
});

/** The project's routes, newest first. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { destination, ...query } = parseQuery(request, listQuery);
  const { items, nextCursor } = await listRoutes(scope, { ...query, destinationId: destination });
  return Response.json({ routes: items, nextCursor, hasMore: nextCursor !== null });
});

/** Adds a route. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id } = await createRoute(scope, await readInput(request, routeInput));
  const headers = { location: `/api/v1/routes/${id}` };
  return Response.json(await getRoute(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
