import { z } from "zod";
import { environments } from "@/db/enums";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { parseQuery } from "@/lib/page-query";
import { endCooldown } from "@/lib/silences/cooldowns/commands";

const query = z.strictObject({
  rule: z.string().min(1).max(64),
  environment: z.enum(environments).default("production"),
  customer: z.string().max(255).default(""),
});

/** Ends a rule's cooldown for a customer, or for all together without one, before its time. */
export const DELETE = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const { rule: ruleId, environment, customer: customerId } = parseQuery(request, query);
  await endCooldown(scope, { ruleId, environment, customerId }, new Date());
  return new Response(null, { status: 204 });
});

export const GET = methodNotAllowed("DELETE");
export const POST = GET;
export const PUT = GET;
export const PATCH = GET;
