import { after } from "next/server";
import { z } from "zod";
import { watchRules } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { addressText } from "@/lib/customers/schema";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";
import { coherentRule } from "@/lib/rules/coherent";
import { createRule } from "@/lib/rules/commands";
import { getRule, listRules, maxPage } from "@/lib/rules/queries";

const idText = z.string().regex(/^\w{1,64}$/, "is not an id of ours");
const listQuery = z.strictObject({
  cursor: idText.optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  query: addressText(200).optional(),
  destination: idText.optional(),
  signal: addressText(300).optional(),
  enabled: z.stringbool().optional(),
  firing: z.stringbool().optional(),
});

/** The project's rules, newest first, each with how it stands. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { destination, ...query } = parseQuery(request, listQuery);
  const { items, nextCursor } = await listRules(scope, { ...query, destinationId: destination });
  return Response.json({ rules: items, nextCursor, hasMore: nextCursor !== null });
});

/** Adds a rule. It watches from now on; what holds already is told once. */
export const POST = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { id } = await createRule(scope, await readInput(request, coherentRule));
  after(watchRules(scope));
  const headers = { location: `/api/v1/rules/${id}` };
  return Response.json(await getRule(scope, id), { status: 201, headers });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
