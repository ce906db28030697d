import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { deleteQuietHours, updateQuietHours } from "@/lib/quiet-hours/commands";
import { getQuietHours } from "@/lib/quiet-hours/queries";
import { quietHoursPatch } from "@/lib/quiet-hours/schema";

/** One of the project's quiet hours. */
export const GET = apiRoute<"quietHoursId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getQuietHours(scope, params.quietHoursId)),
);

/** Changes what the body names. What was held and is not any more is told within a minute. */
export const PATCH = apiRoute<"quietHoursId">(
  { scope: "config:write" },
  async (request, { scope, params }) => {
    const patch = await readInput(request, quietHoursPatch);
    await updateQuietHours(scope, params.quietHoursId, patch, new Date());
    return Response.json(await getQuietHours(scope, params.quietHoursId));
  },
);

/** Deletes them; what they held is told within a minute. */
export const DELETE = apiRoute<"quietHoursId">(
  { scope: "config:write" },
  async (_request, { scope, params }) => {
    await deleteQuietHours(scope, params.quietHoursId, new Date());
    return new Response(null, { status: 204 });
  },
);

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
