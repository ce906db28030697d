import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { deleteSource, updateSource } from "@/lib/sources/commands";
import { published } from "@/lib/sources/published";
import { getSource } from "@/lib/sources/queries";
import { sourcePatch } from "@/lib/sources/schema";

/** One source. Its secret is never answered. */
export const GET = apiRoute<"sourceId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(published(await getSource(scope, params.sourceId))),
);

/** Changes what the body names. */
export const PATCH = apiRoute<"sourceId">({ scope: "config:write" }, async (request, { scope, params }) => {
  await updateSource(scope, params.sourceId, await readInput(request, sourcePatch));
  return Response.json(published(await getSource(scope, params.sourceId)));
});

/** Deletes it with the list of what it received. Its events stay. */
export const DELETE = apiRoute<"sourceId">({ scope: "config:write" }, async (_request, { scope, params }) => {
  await deleteSource(scope, params.sourceId);
  return new Response(null, { status: 204 });
});

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
