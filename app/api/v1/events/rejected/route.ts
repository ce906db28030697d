import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { maxPage } from "@/lib/events/queries";
import { listRejected } from "@/lib/events/rejected/queries";
import { parseQuery } from "@/lib/page-query";

const listQuery = z.strictObject({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  code: z.string().max(64).optional(),
  source: z.string().max(64).optional(),
  type: z.string().max(255).optional(),
  query: z.string().max(200).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
});

/** What was refused at the door, newest first, each with its reason. Bodies are left to the one asked for by id. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { items, nextCursor } = await listRejected(scope, parseQuery(request, listQuery));
  return Response.json({ rejected: items, nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
