import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { createQuietHours } from "@/lib/quiet-hours/commands";
import { getQuietHours, listQuietHours } from "@/lib/quiet-hours/queries";
import { quietHoursInput } from "@/lib/quiet-hours/schema";

/** The project's quiet hours, newest first. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) =>
  Response.json({ quietHours: await listQuietHours(scope) }),
);

/** Adds quiet hours. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id } = await createQuietHours(scope, await readInput(request, quietHoursInput));
  const headers = { location: `/api/v1/quiet-hours/${id}` };
  return Response.json(await getQuietHours(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
