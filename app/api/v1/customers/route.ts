import { apiRoute, methodNotAllowed } from "@/lib/api";
import { environmentFor, listCustomers } from "@/lib/customers/queries";
import { published } from "@/lib/customers/row";
import { customerListQuery } from "@/lib/customers/schema";
import { parseQuery } from "@/lib/page-query";

/** The project's customers in the order of their ids. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { environment, ...query } = parseQuery(request, customerListQuery);
  const filter = { ...query, environment: environmentFor(scope, environment) };
  const { items, nextCursor } = await listCustomers(scope, filter);
  return Response.json({ customers: items.map(published), nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
