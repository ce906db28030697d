import { apiRoute, methodNotAllowed } from "@/lib/api";
import { AppError } from "@/lib/errors";
import { getEvent } from "@/lib/events/queries";
import { readInput } from "@/lib/json-input";
import { compileRedaction } from "@/lib/redaction/redact";
import { loadPlaybook } from "@/lib/routing/queries";
import { previewTemplate, sampleOf } from "@/lib/templates/preview";
import { templatePreviewInput } from "@/lib/templates/schema";

/** What would a message look like with this wording? On an event of the project's, or on the type's sample. */
export const POST = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const now = new Date();
  const { eventType, eventId, body, redaction } = await readInput(request, templatePreviewInput);
  const [{ style }, event] = await Promise.all([
    loadPlaybook(scope),
    eventId === undefined ? sampleOf(eventType, now) : getEvent(scope, eventId),
  ]);
  if (event.type !== eventType) {
    throw new AppError("invalid", `The event is of the type ${event.type}, not ${eventType}.`, {
      code: "other_type",
      errors: [{ pointer: "/eventId", message: `is of the type ${event.type}` }],
    });
  }
  const rules = redaction && redaction.length > 0 ? compileRedaction(redaction) : null;
  return Response.json(previewTemplate(event, { style, body: body ?? null, redaction: rules, now }));
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
