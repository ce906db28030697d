import { answerChange } from "@/app/api/v1/cases/change-case";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { changeInputs } from "@/lib/cases/actions/change";
import { readInput } from "@/lib/json-input";

/** Says whose it is; null for nobody's. */
export const POST = apiRoute<"caseId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const { to } = await readInput(request, changeInputs.assign);
  return answerChange(scope, params.caseId, { action: "assign", to });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
