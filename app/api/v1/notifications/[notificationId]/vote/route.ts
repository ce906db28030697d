import { after } from "next/server";
import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { voteOn } from "@/lib/votes/commands";
import { countVotes } from "@/lib/votes/queries";
import { voteInput } from "@/lib/votes/schema";
import { voterOf } from "@/lib/votes/voter";

/** Says whether a message was useful or noise: one voice each, the last one counts. */
export const POST = apiRoute<"notificationId">(
  { scope: "config:write" },
  async (request, { scope, params: { notificationId } }) => {
    const now = new Date();
    const { vote } = await readInput(request, voteInput);
    const { wakes } = await voteOn(scope, { notificationId, vote }, now);
    after(wakeLanes(wakes, now));
    return Response.json(await countVotes(scope, notificationId, voterOf(scope.actor)));
  },
);

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
