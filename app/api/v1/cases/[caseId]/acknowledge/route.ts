import { answerChange, readChange } from "@/app/api/v1/cases/change-case";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { changeInputs } from "@/lib/cases/actions/change";

/** Says that somebody has seen it; `undo` takes that back. */
export const POST = apiRoute<"caseId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const { undo } = await readChange(request, changeInputs.acknowledge);
  return answerChange(scope, params.caseId, { action: "acknowledge", undo });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
