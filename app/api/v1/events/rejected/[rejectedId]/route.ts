import { apiRoute, methodNotAllowed } from "@/lib/api";
import { getRejected } from "@/lib/events/rejected/queries";
import { reasonOf } from "@/lib/events/rejected/reasons";

/** One refused event with its body, secrets masked, and what mends it. */
export const GET = apiRoute<"rejectedId">({ scope: "read" }, async (_request, { scope, params }) => {
  const rejected = await getRejected(scope, params.rejectedId);
  return Response.json({ ...rejected, fix: reasonOf(rejected.code).fix });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
