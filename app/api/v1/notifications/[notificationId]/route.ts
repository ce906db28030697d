import { apiRoute, methodNotAllowed } from "@/lib/api";
import { getNotification } from "@/lib/notifications/queries";

/** One notification with its message, its attempts and its receipt. */
export const GET = apiRoute<"notificationId">({ scope: "read" }, async (_request, { scope, params }) => {
  const { tries, event, ...notification } = await getNotification(scope, params.notificationId);
  return Response.json({
    ...notification,
    attemptCount: notification.attempts,
    attempts: tries,
    decisions: event?.trace ?? null,
  });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
