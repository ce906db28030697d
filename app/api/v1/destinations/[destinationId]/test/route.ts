import { after } from "next/server";
import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { planTest } from "@/lib/notifications/commands";

/** Sends a test message the way every message goes. The answer names the notification that tells what became of it. */
export const POST = apiRoute<"destinationId">(
  { scope: "config:write" },
  async (_request, { scope, params }) => {
    const now = new Date();
    const { notificationId, wakes } = await planTest(scope, params.destinationId, { now });
    after(wakeLanes(wakes, now));
    return Response.json({ id: notificationId, state: "pending" }, { status: 202 });
  },
);

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
