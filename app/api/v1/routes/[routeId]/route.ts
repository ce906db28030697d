import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { deleteRoute, updateRoute } from "@/lib/routing/commands";
import { getRoute } from "@/lib/routing/queries";
import { routePatch } from "@/lib/routing/schema";

/** One route. */
export const GET = apiRoute<"routeId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getRoute(scope, params.routeId)),
);

/** Changes what the body names; `"filter": null` takes the filter away. */
export const PATCH = apiRoute<"routeId">({ scope: "config:write" }, async (request, { scope, params }) => {
  await updateRoute(scope, params.routeId, await readInput(request, routePatch));
  return Response.json(await getRoute(scope, params.routeId));
});

/** Deletes it. What it sent stays in the log. */
export const DELETE = apiRoute<"routeId">({ scope: "config:write" }, async (_request, { scope, params }) => {
  await deleteRoute(scope, params.routeId);
  return new Response(null, { status: 204 });
});

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
