import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { addressText } from "@/lib/customers/schema";
import { parseQuery } from "@/lib/page-query";
import { listRuleFirings, maxPage } from "@/lib/rules/queries";

const listQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\w{1,64}$/, "is not an id of ours")
    .optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  customer: addressText(255).min(1).optional(),
});

/** What the rule told, newest first. */
export const GET = apiRoute<"ruleId">({ scope: "read" }, async (request, { scope, params }) => {
  const { customer, ...query } = parseQuery(request, listQuery);
  const { items, nextCursor } = await listRuleFirings(scope, params.ruleId, {
    ...query,
    customerId: customer,
  });
  return Response.json({ firings: items, nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
