import { apiRoute, methodNotAllowed } from "@/lib/api";
import { createEscalation } from "@/lib/escalations/commands";
import { getEscalation, listEscalations } from "@/lib/escalations/queries";
import { escalationInput } from "@/lib/escalations/schema";
import { readInput } from "@/lib/json-input";

/** The project's escalations, newest first. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) =>
  Response.json({ escalations: await listEscalations(scope) }),
);

/** Adds an escalation. It watches the cases that are told from now on. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id } = await createEscalation(scope, await readInput(request, escalationInput));
  const headers = { location: `/api/v1/escalations/${id}` };
  return Response.json(await getEscalation(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
