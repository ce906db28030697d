import { after } from "next/server";
import { wakeLanes } from "@/inngest/wake";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { planReplay } from "@/lib/webhooks/replay/commands";
import { replayInput } from "@/lib/webhooks/replay/schema";

/** Sends settled notifications again: some by their ids, or all that fit, such as what failed at a destination since a time. */
export const POST = apiRoute({ scope: "events:write" }, async (request, { scope }) => {
  const input = await readInput(request, replayInput);
  const { wakes, ...replayed } = await planReplay(scope, input);
  after(wakeLanes(wakes, new Date()));
  return Response.json({ ...replayed, dryRun: input.dryRun }, { status: input.dryRun ? 200 : 202 });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
