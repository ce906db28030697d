import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { rotateSecret } from "@/lib/webhooks/commands";
import { rotationInput } from "@/lib/webhooks/schema";

/** Gives a webhook a new signing secret, which is answered this once; the old one holds for a while beside it. */
export const POST = apiRoute<"destinationId">(
  { scope: "config:write" },
  async (request, { scope, params }) => {
    const { overlapHours } = await readInput(request, rotationInput);
    const now = new Date();
    return Response.json(await rotateSecret(scope, params.destinationId, { overlapHours, now }));
  },
);

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
