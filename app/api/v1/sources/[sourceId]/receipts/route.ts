import { apiRoute, methodNotAllowed } from "@/lib/api";
import { parseQuery } from "@/lib/page-query";
import { publishedReceipt } from "@/lib/sources/published";
import { getSource, listReceipts } from "@/lib/sources/queries";
import { receiptFilter } from "@/lib/sources/schema";

/** What the source received and what became of it, newest first. */
export const GET = apiRoute<"sourceId">({ scope: "read" }, async (request, { scope, params }) => {
  const filter = parseQuery(request, receiptFilter);
  const { id } = await getSource(scope, params.sourceId);
  const { items, nextCursor } = await listReceipts(scope, id, filter);
  return Response.json({ receipts: items.map(publishedReceipt), nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
