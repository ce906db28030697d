import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { getDestination } from "@/lib/destinations/queries";
import { parseQuery } from "@/lib/page-query";
import { listLastTries, readStatistics } from "@/lib/webhooks/statistics/queries";

const query = z.strictObject({ days: z.coerce.number().int().min(1).max(30).default(1) });

/** What went out to a destination in the last days, how long it took, and its last answers. */
export const GET = apiRoute<"destinationId">({ scope: "read" }, async (request, { scope, params }) => {
  const { days } = parseQuery(request, query);
  const { id } = await getDestination(scope, params.destinationId);
  const [statistics, lastTries] = await Promise.all([
    readStatistics(scope, id, { days, now: new Date() }),
    listLastTries(scope, id),
  ]);
  return Response.json({ days, ...statistics, lastTries });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
