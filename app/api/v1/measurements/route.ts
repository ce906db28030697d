import { after } from "next/server";
import { watchChanges } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { AppError } from "@/lib/errors";
import { type RecordedMeasurements, recordMeasurements } from "@/lib/meters/commands";
import { type ReadingAnswer, readingLimit } from "@/lib/meters/schema";
import { problem } from "@/lib/problem";
import { readJsonBody } from "@/lib/request-body";

export const maxDuration = 30;

const maxBytes = 4 * 1024 * 1024;

/** One reading, or `{ "measurements": [ … ] }`: the only key that tells them apart, since a reading has no `measurements`. */
function bodiesOf(body: unknown): { isBatch: boolean; bodies: unknown[] } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new AppError("invalid", 'Send one reading as an object, or several as { "measurements": [ … ] }.', {
      code: "not_a_reading",
      errors: [{ pointer: "", message: "must be an object" }],
    });
  }
  const list: unknown = Object.getOwnPropertyDescriptor(body, "measurements")?.value;
  if (list === undefined) return { isBatch: false, bodies: [body] };
  if (!Array.isArray(list) || list.length === 0 || list.length > readingLimit) {
    throw new AppError(
      "invalid",
      `A batch holds 1 to ${readingLimit} readings. Split it and send the parts.`,
      {
        code: "batch_size",
        errors: [{ pointer: "/measurements", message: `must be a list of 1 to ${readingLimit} readings` }],
      },
    );
  }
  return { isBatch: true, bodies: list };
}

const countOf = (answers: readonly ReadingAnswer[], status: ReadingAnswer["status"]) =>
  answers.filter((answer) => answer.status === status).length;

function answerOf(requestId: string, isBatch: boolean, { answers }: RecordedMeasurements): Response {
  const rejected = countOf(answers, "rejected");
  const body = {
    accepted: countOf(answers, "accepted"),
    duplicates: countOf(answers, "duplicate"),
    rejected,
    measurements: answers,
  };
  if (rejected < answers.length) return Response.json(body, { status: 202 });
  const errors = answers.flatMap((answer, index) => {
    if (answer.status !== "rejected") return [];
    const pointer = `${isBatch ? `/measurements/${index}` : ""}${answer.error.pointer}`;
    return [{ pointer, message: answer.error.message }];
  });
  const first = answers[0];
  const code = first?.status === "rejected" && !isBatch ? first.error.code : "all_rejected";
  const detail = isBatch
    ? "None of the readings can be used; see errors."
    : "The reading cannot be used; see errors.";
  return problem(requestId, { status: 422, code, detail, errors, extensions: body });
}

/** Takes one reading or up to 5,000. A 202 means: committed. */
export const POST = apiRoute({ scope: "events:write" }, async (request, { scope, requestId }) => {
  const { isBatch, bodies } = bodiesOf(await readJsonBody(request, { maxBytes }));
  const recorded = await recordMeasurements(scope, bodies, { now: new Date() });
  if (recorded.isWatched) after(watchChanges(scope));
  return answerOf(requestId, isBatch, recorded);
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
