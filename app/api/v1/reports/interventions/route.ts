import { apiRoute, methodNotAllowed } from "@/lib/api";
import { parseQuery } from "@/lib/page-query";
import { reportEffects, reportHandling } from "@/lib/reports/interventions/queries";
import { interventionQuery, stretchOf } from "@/lib/reports/interventions/stretch";

/** How fast cases were acknowledged and resolved, and what became of the numbers that rules watch. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const now = new Date();
  const stretch = stretchOf(parseQuery(request, interventionQuery), now);
  const [handling, effects] = await Promise.all([
    reportHandling(scope, stretch),
    reportEffects(scope, stretch, now),
  ]);
  return Response.json({ ...stretch, ...handling, effects });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
