import { after } from "next/server";
import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { planResend } from "@/lib/notifications/commands";

/** Sends a notification once more, as a new one with the same words. */
export const POST = apiRoute<"notificationId">(
  { scope: "events:write" },
  async (_request, { scope, params }) => {
    const { notificationId, wakes } = await planResend(scope, params.notificationId);
    after(wakeLanes(wakes, new Date()));
    return Response.json({ id: notificationId, state: "pending" }, { status: 202 });
  },
);

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
