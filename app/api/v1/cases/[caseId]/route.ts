import { apiRoute, methodNotAllowed } from "@/lib/api";
import { getCase } from "@/lib/cases/queries";

/** One case with its steps, the latest first, and where it is told. */
export const GET = apiRoute<"caseId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getCase(scope, params.caseId)),
);

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
