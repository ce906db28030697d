import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { deleteDestination, updateDestination } from "@/lib/destinations/commands";
import { getDestination } from "@/lib/destinations/queries";
import { destinationPatch, published } from "@/lib/destinations/schema";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";

/** One destination. Its secret is never answered. */
export const GET = apiRoute<"destinationId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(published(await getDestination(scope, params.destinationId))),
);

/** Changes what the body names. A new URL keeps the routes. */
export const PATCH = apiRoute<"destinationId">(
  { scope: "config:write" },
  async (request, { scope, params }) => {
    await updateDestination(scope, params.destinationId, await readInput(request, destinationPatch));
    return Response.json(published(await getDestination(scope, params.destinationId)));
  },
);

const deleteQuery = z.strictObject({ withRoutes: z.stringbool().default(false) });

/** Deletes it; with `?withRoutes=true` the routes that lead there too. */
export const DELETE = apiRoute<"destinationId">(
  { scope: "config:write" },
  async (request, { scope, params }) => {
    await deleteDestination(scope, params.destinationId, parseQuery(request, deleteQuery));
    return new Response(null, { status: 204 });
  },
);

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
