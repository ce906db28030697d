import { after } from "next/server";
import { watchRules } from "@/inngest/watch";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { updateCustomerSettings } from "@/lib/customers/commands";
import { getCustomerSettings } from "@/lib/customers/queries";
import { customerSettingsPatch } from "@/lib/customers/settings";
import { readInput } from "@/lib/json-input";

/** How the project reads its customers: where health zones meet, which tiers there are. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) =>
  Response.json(await getCustomerSettings(scope)),
);

/** Changes what the body names. */
export const PATCH = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  const settings = await updateCustomerSettings(scope, await readInput(request, customerSettingsPatch));
  after(watchRules(scope));
  return Response.json(settings);
});

export const POST = methodNotAllowed("GET", "PATCH");
export const PUT = POST;
export const DELETE = POST;
