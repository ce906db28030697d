import { apiRoute, methodNotAllowed } from "@/lib/api";
import { createDigest } from "@/lib/digests/commands";
import { getDigest, listDigests } from "@/lib/digests/queries";
import { digestInput } from "@/lib/digests/schema";
import { readInput } from "@/lib/json-input";

/** The project's digests, newest first. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) =>
  Response.json({ digests: await listDigests(scope) }),
);

/** Adds a digest. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id } = await createDigest(scope, await readInput(request, digestInput), new Date());
  const headers = { location: `/api/v1/digests/${id}` };
  return Response.json(await getDigest(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
