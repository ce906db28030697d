import { apiRoute, methodNotAllowed } from "@/lib/api";
import { deleteEscalation, updateEscalation } from "@/lib/escalations/commands";
import { getEscalation } from "@/lib/escalations/queries";
import { escalationPatch } from "@/lib/escalations/schema";
import { readInput } from "@/lib/json-input";

/** One escalation. */
export const GET = apiRoute<"escalationId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getEscalation(scope, params.escalationId)),
);

/** Changes what the body names. */
export const PATCH = apiRoute<"escalationId">(
  { scope: "config:write" },
  async (request, { scope, params }) => {
    await updateEscalation(scope, params.escalationId, await readInput(request, escalationPatch));
    return Response.json(await getEscalation(scope, params.escalationId));
  },
);

/** Deletes it; what climbs by it stays where it is. */
export const DELETE = apiRoute<"escalationId">(
  { scope: "config:write" },
  async (_request, { scope, params }) => {
    await deleteEscalation(scope, params.escalationId);
    return new Response(null, { status: 204 });
  },
);

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
