import { after } from "next/server";
import { z } from "zod";
import { announceEvents } from "@/inngest/announce";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { AppError } from "@/lib/errors";
import { type RecordedEvents, recordEvents } from "@/lib/events/commands";
import { listEvents, maxPage } from "@/lib/events/queries";
import { batchLimit, type EventAnswer } from "@/lib/events/schema";
import { parseQuery } from "@/lib/page-query";
import { problem } from "@/lib/problem";
import { readBytes, readJsonBody } from "@/lib/request-body";
import { modeOf, readCloudEvents } from "@/lib/sources/cloudevents/read";
import { recordCloudEvents } from "@/lib/sources/cloudevents/record";

export const maxDuration = 30;

const maxBytes = 4 * 1024 * 1024;

/** One event, or `{ "events": [ … ] }`: the only key that tells them apart, since an event has no `events`. */
function bodiesOf(body: unknown): { isBatch: boolean; bodies: unknown[] } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid", 'Send one event as an object, or several as { "events": [ … ] }.', {
      code: "not_an_event",
      errors: [{ pointer: "", message: "must be an object" }],
    });
  }
  const list: unknown = Object.getOwnPropertyDescriptor(body, "events")?.value;
  if (list === undefined) return { isBatch: false, bodies: [body] };
  if (!Array.isArray(list) || list.length === 0 || list.length > batchLimit) {
    throw new AppError("invalid", `A batch holds 1 to ${batchLimit} events. Split it and send the parts.`, {
      code: "batch_size",
      errors: [{ pointer: "/events", message: `must be a list of 1 to ${batchLimit} events` }],
    });
  }
  return { isBatch: true, bodies: list };
}

function idempotencyKeyOf(headers: Headers, isBatch: boolean): string | undefined {
  const key = headers.get("idempotency-key")?.trim();
  if (!key) return undefined;
  if (isBatch) {
    throw new AppError(
      "invalid",
      "Idempotency-Key serves for one event. In a batch give every event its own “id”.",
      {
        code: "idempotency_key_in_batch",
      },
    );
  }
  if (key.length > 255) {
    throw new AppError("invalid", "Idempotency-Key is longer than 255 characters.", {
      code: "idempotency_key_too_long",
    });
  }
  return key;
}

const countOf = (answers: readonly EventAnswer[], status: EventAnswer["status"]) =>
  answers.filter((answer) => answer.status === status).length;

/** Where in the body an event stands: `""` for the only one. */
type PlaceOf = (index: number) => string;

function answerOf(requestId: string, placeOf: PlaceOf, { answers }: RecordedEvents): Response {
  const isBatch = placeOf(0) !== "";
  const rejected = countOf(answers, "rejected");
  const body = {
    accepted: countOf(answers, "accepted"),
    duplicates: countOf(answers, "duplicate"),
    rejected,
    events: answers,
  };
  if (rejected < answers.length) return Response.json(body, { status: 202 });
  const errors = answers.flatMap((answer, index) =>
    answer.status === "rejected"
      ? [
          {
            pointer: `${placeOf(index)}${answer.error.pointer}`,
            message: answer.error.message,
          },
        ]
      : [],
  );
  const first = answers[0];
  const code = first?.status === "rejected" && !isBatch ? first.error.code : "all_rejected";
  const detail = isBatch
    ? "None of the events can be used; see errors."
    : "The event cannot be used; see errors.";
  return problem(requestId, { status: 422, code, detail, errors, extensions: body });
}

/** Takes one event or up to 1,000, also as CloudEvents in any of their three modes. A 202 means: committed. */
export const POST = apiRoute({ scope: "events:write" }, async (request, { scope, requestId }) => {
  const mode = modeOf(request.headers);
  if (mode !== undefined) {
    const events = readCloudEvents(mode, request.headers, await readBytes(request, { maxBytes }));
    const recorded = await recordCloudEvents(scope, events, { now: new Date() });
    if (recorded.acceptedIds.length > 0) after(announceEvents(scope, recorded.acceptedIds));
    return answerOf(requestId, (index) => (mode === "batch" ? `/${index}` : ""), recorded);
  }
  const { isBatch, bodies } = bodiesOf(await readJsonBody(request, { maxBytes }));
  const idempotencyKey = idempotencyKeyOf(request.headers, isBatch);
  const recorded = await recordEvents(scope, bodies, { now: new Date(), source: "api", idempotencyKey });
  if (recorded.acceptedIds.length > 0) after(announceEvents(scope, recorded.acceptedIds));
  return answerOf(requestId, (index) => (isBatch ? `/events/${index}` : ""), recorded);
});

const listQuery = z.strictObject({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(maxPage).optional(),
  id: z.string().max(255).optional(),
  type: z.string().max(128).optional(),
  customer: z.string().max(255).optional(),
  from: z.coerce.date().optional(),
  to: z.coerce.date().optional(),
});

/** The project's events, newest first. */
export const GET = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const { customer, ...query } = parseQuery(request, listQuery);
  const { items, nextCursor } = await listEvents(scope, { ...query, customerId: customer });
  return Response.json({ events: items, nextCursor, hasMore: nextCursor !== null });
});

export const PUT = methodNotAllowed("GET", "POST");
export const PATCH = PUT;
export const DELETE = PUT;
