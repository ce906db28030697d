import { after } from "next/server";
import { z } from "zod";
import { watchRules } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { deleteRule, updateRule } from "@/lib/rules/commands";
import { getRule } from "@/lib/rules/queries";

const patch = z.record(z.string(), z.unknown());

/** One rule with how it stands. */
export const GET = apiRoute<"ruleId">({ scope: "read" }, async (_request, { scope, params }) =>
  Response.json(await getRule(scope, params.ruleId)),
);

/** Changes what the body names; null takes a setting away that the rule can do without. */
export const PATCH = apiRoute<"ruleId">({ scope: "config:write" }, async (request, { scope, params }) => {
  const { isChanged } = await updateRule(scope, params.ruleId, await readInput(request, patch));
  if (isChanged) after(watchRules(scope));
  return Response.json(await getRule(scope, params.ruleId));
});

/** Deletes it. Its open cases are closed; what it told stays in the log. */
export const DELETE = apiRoute<"ruleId">({ scope: "config:write" }, async (_request, { scope, params }) => {
  await deleteRule(scope, params.ruleId);
  after(watchRules(scope));
  return new Response(null, { status: 204 });
});

export const POST = methodNotAllowed("GET", "PATCH", "DELETE");
export const PUT = POST;
