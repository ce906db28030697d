import { apiRoute, methodNotAllowed } from "@/lib/api";
import { explainEvent } from "@/lib/events/explain";

/**
 * What became of one event: the answer in words, every route considered, the values compared, the notifications made or
 * suppressed and why, try by try.
 */
export const GET = apiRoute<"eventId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await explainEvent(scope, params.eventId)),
);

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
