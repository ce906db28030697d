import { z } from "zod";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors";
import { prepareEvent } from "@/lib/events/prepare";
import { readInput } from "@/lib/json-input";
import { previewEvent } from "@/lib/routing/preview";
import { loadPlaybook } from "@/lib/routing/queries";

const previewInput = z.strictObject({ event: z.unknown() });

function prepare(event: unknown, scope: Scope, now: Date) {
  const isSandboxKey = scope.actor.kind === "api_key" && scope.actor.environment === "sandbox";
  const forcedEnvironment = isSandboxKey ? "sandbox" : undefined;
  const prepared = prepareEvent(event, { now, forcedEnvironment, source: "api" });
  if (prepared.ok) return { ...prepared.event, occurredAt: new Date(prepared.event.occurredAt) };
  const { code, pointer, message } = prepared.refused;
  throw new AppError("invalid", "The event cannot be used; see errors.", {
    code,
    errors: [{ pointer: `/event${pointer}`, message }],
  });
}

/** Where would this event go, and what would it look like? Nothing is stored and nothing is sent. */
export const POST = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const now = new Date();
  const { event } = await readInput(request, previewInput);
  const prepared = prepare(event, scope, now);
  return Response.json(previewEvent(await loadPlaybook(scope), prepared, now));
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
