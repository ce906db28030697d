import { z } from "zod";
import { notificationStates } from "@/db/enums";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { maxPage } from "@/lib/events/queries";
import { listNotifications } from "@/lib/notifications/queries";
import { parseQuery } from "@/lib/page-query";

const listQuery = z.strictObject({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  state: z.enum(notificationStates).optional(),
  destination: z.string().max(64).optional(),
  route: z.string().max(64).optional(),
  event: z.string().max(64).optional(),
  fold: z.string().max(64).optional(),
  case: z.string().max(64).optional(),
  type: z.string().max(128).optional(),
  customer: z.string().max(255).optional(),
  query: z.string().max(200).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
});

/** The log: every notification, sent or not, newest first. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const {
    destination,
    route,
    event,
    fold,
    case: caseId,
    type,
    customer,
    ...query
  } = parseQuery(request, listQuery);
  const filter = {
    ...query,
    destinationId: destination,
    routeId: route,
    eventId: event,
    foldedInto: fold,
    caseId,
    eventType: type,
    customerId: customer,
  };
  const { items, nextCursor } = await listNotifications(scope, filter);
  return Response.json({ notifications: items, nextCursor, hasMore: nextCursor !== null });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
