import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { readInput } from "@/lib/json-input";
import { type DryRunInput, dryRunInput } from "@/lib/rules/past/dry-run-input";
import { tryOnPast } from "@/lib/rules/past/queries";
import { getRule } from "@/lib/rules/queries";
import type { Rule } from "@/lib/rules/schema";

export const maxDuration = 60;

/** A rule that is not kept yet has no id; its cases and messages are named by this one. */
const untried = "rul_not_saved_yet";

async function ruleOf(scope: Scope, input: DryRunInput, now: Date): Promise<Rule> {
  if ("ruleId" in input) return getRule(scope, input.ruleId);
  return { ...input.rule, id: untried, revision: 1, watchesSince: now };
}

/** How often would this rule have told in the last 7, 30 or 90 days, of whom, and in which words? Nothing is stored and nothing is sent. */
export const POST = apiRoute({ scope: "read" }, async (request, { scope }) => {
  const now = new Date();
  const input = await readInput(request, dryRunInput);
  const rule = await ruleOf(scope, input, now);
  return Response.json(await tryOnPast(scope, { rule, days: input.days, now }));
});

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
