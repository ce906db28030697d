import { apiRoute, methodNotAllowed } from "@/lib/api";
import { getRound } from "@/lib/digests/queries";

/** One digest or catch-up as it was told, whole. */
export const GET = apiRoute<"roundId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getRound(scope, params.roundId)),
);

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
