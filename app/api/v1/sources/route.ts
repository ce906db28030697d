import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { createSource } from "@/lib/sources/commands";
import { published } from "@/lib/sources/published";
import { getSource, listSources } from "@/lib/sources/queries";
import { newSource } from "@/lib/sources/schema";

/** The project's sources, newest first. All of them: there are few. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) => {
  const sources = await listSources(scope);
  return Response.json({ sources: sources.map(published), nextCursor: null, hasMore: false });
});

/** Adds a source. Its secret is answered this once. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id, secretOnce } = await createSource(scope, await readInput(request, newSource));
  const headers = { location: `/api/v1/sources/${id}`, "cache-control": "no-store" };
  return Response.json({ ...published(await getSource(scope, id)), secretOnce }, { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
