import { answerChange } from "@/app/api/v1/cases/change-case";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { changeInputs, snoozeEnd } from "@/lib/cases/actions/change";
import { readInput } from "@/lib/json-input";

/** Keeps all but critical news of it back until then; null wakes it. */
export const POST = apiRoute<"caseId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const { until } = await readInput(request, changeInputs.snooze);
  return answerChange(scope, params.caseId, { action: "snooze", until: snoozeEnd(until, new Date()) });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
