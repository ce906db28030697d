import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { rotateSecret } from "@/lib/sources/commands";
import { published } from "@/lib/sources/published";
import { getSource } from "@/lib/sources/queries";
import { rotation } from "@/lib/sources/schema";

/** Puts another secret in place, and answers it this once. The one before it is good for another day. */
export const POST = apiRoute<"sourceId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const { secret } = await readInput(request, rotation);
  const { secretOnce } = await rotateSecret(scope, params.sourceId, { secret, now: new Date() });
  const source = published(await getSource(scope, params.sourceId));
  return Response.json({ ...source, secretOnce }, { headers: { "cache-control": "no-store" } });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
