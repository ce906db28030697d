import { answerChange, readChange } from "@/app/api/v1/cases/change-case";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { changeInputs } from "@/lib/cases/actions/change";

/** Ends it by hand. An event that comes after it may open it anew. */
export const POST = apiRoute<"caseId">({ scope: "config:write" }, async (request, { scope, params }) => {
  await readChange(request, changeInputs.resolve);
  return answerChange(scope, params.caseId, { action: "resolve" });
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
