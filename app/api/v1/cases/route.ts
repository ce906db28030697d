import { z } from "zod";
import { caseStates } from "@/db/enums";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { listCases } from "@/lib/cases/queries";
import { maxPage } from "@/lib/events/queries";
import { parseQuery } from "@/lib/page-query";

const listQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  state: z.enum(caseStates).optional(),
  customer: z.string().max(255).optional(),
});

/** The project's cases, the one that moved last first. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { customer, ...query } = parseQuery(request, listQuery);
  const { items, nextCursor } = await listCases(scope, { ...query, customerId: customer });
  return Response.json({ cases: items, nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
