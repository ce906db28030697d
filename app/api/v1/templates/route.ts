import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";
import { createTemplate } from "@/lib/templates/commands";
import { getTemplate, listTemplates, maxPage } from "@/lib/templates/queries";
import { templateInput } from "@/lib/templates/schema";

const listQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^[\w.-]{1,128}$/, "is not a cursor of ours")
    .optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
});

/** The project's templates, by event type. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { items, nextCursor } = await listTemplates(scope, parseQuery(request, listQuery));
  return Response.json({ templates: items, nextCursor, hasMore: nextCursor !== null });
});

/** Gives an event type the project's own wording. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id } = await createTemplate(scope, await readInput(request, templateInput));
  const headers = { location: `/api/v1/templates/${id}` };
  return Response.json(await getTemplate(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
