import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { deleteTemplate, updateTemplate } from "@/lib/templates/commands";
import { getTemplate } from "@/lib/templates/queries";
import { templatePatch } from "@/lib/templates/schema";

/** One template. */
export const GET = apiRoute<"templateId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getTemplate(scope, params.templateId)),
);

/** Changes what the body names; with `revision`, only if nobody has changed it since. */
export const PATCH = apiRoute<"templateId">({ scope: "config:write" }, async (request, { scope, params }) => {
  await updateTemplate(scope, params.templateId, await readInput(request, templatePatch));
  return Response.json(await getTemplate(scope, params.templateId));
});

/** Goes back to the built-in wording. */
export const DELETE = apiRoute<"templateId">(
  { scope: "config:write" },
  async (_request, { scope, params }) => {
    await deleteTemplate(scope, params.templateId);
    return new Response(null, { status: 204 });
  },
);

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
