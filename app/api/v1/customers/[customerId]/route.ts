import { after } from "next/server";
import { watchChanges } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import type { Scope } from "@/lib/auth/scope";
import { patchCustomer, replaceCustomer } from "@/lib/customers/commands";
import { environmentFor, getCustomer } from "@/lib/customers/queries";
import { published } from "@/lib/customers/row";
import { customerId, customerInput, environmentQuery, saidIn } from "@/lib/customers/schema";
import { AppError } from "@/lib/errors";
import { findDefect } from "@/lib/events/sanitize";
import { readInput } from "@/lib/json-input";
import { parseQuery } from "@/lib/page-query";

function targetOf(request: Request, scope: Scope, id: string) {
  const { environment } = parseQuery(request, environmentQuery);
  return { environment: environmentFor(scope, environment), id, now: new Date() };
}

function refuseBadId(id: string): void {
  if (customerId.safeParse(id).success && !findDefect(id)) return;
  const errors = [{ pointer: "/id", message: "must have 1 to 255 characters" }];
  throw new AppError("invalid", "A customer cannot have this id.", { code: "invalid_input", errors });
}

/** One customer. */
export const GET = apiRoute<"customerId">({ scope: "read" }, async (request, { scope, params }) => {
  const { environment, id } = targetOf(request, scope, params.customerId);
  return Response.json(published(await getCustomer(scope, environment, id)));
});

/** Makes it, or makes it exactly what the body says: what the body does not name is cleared. */
export const PUT = apiRoute<"customerId">({ scope: "events:write" }, async (request, { scope, params }) => {
  refuseBadId(params.customerId);
  const target = targetOf(request, scope, params.customerId);
  const { isNew } = await replaceCustomer(scope, target, saidIn(await readInput(request, customerInput)));
  after(watchChanges(scope));
  const customer = await getCustomer(scope, target.environment, target.id);
  return Response.json(published(customer), { status: isNew ? 201 : 200 });
});

/** Changes what the body names; null clears. */
export const PATCH = apiRoute<"customerId">({ scope: "events:write" }, async (request, { scope, params }) => {
  const target = targetOf(request, scope, params.customerId);
  await patchCustomer(scope, target, saidIn(await readInput(request, customerInput)));
  after(watchChanges(scope));
  return Response.json(published(await getCustomer(scope, target.environment, target.id)));
});

export const POST = methodNotAllowed("GET", "PUT", "PATCH");
export const DELETE = POST;
