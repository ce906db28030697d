import { z } from "zod";
import { environments } from "@/db/enums";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { environmentFor } from "@/lib/customers/queries";
import { addressText } from "@/lib/customers/schema";
import { listMeters, maxPage } from "@/lib/meters/queries";
import { parseQuery } from "@/lib/page-query";

const listQuery = z.strictObject({
  cursor: addressText(400).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  environment: z.enum(environments).optional(),
});

/** The project's meters in the order of their names. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { environment, ...query } = parseQuery(request, listQuery);
  const filter = { ...query, environment: environmentFor(scope, environment) };
  const { items, nextCursor } = await listMeters(scope, filter);
  return Response.json({ meters: items, nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
