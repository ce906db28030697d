import { z } from "zod";
import { environments } from "@/db/enums";
import { apiRoute, methodNotAllowed } from "@/lib/api";
import { environmentFor, getCustomer, listCustomerHistory } from "@/lib/customers/queries";
import { addressText } from "@/lib/customers/schema";
import { parseQuery } from "@/lib/page-query";

const historyQuery = z.strictObject({
  field: addressText(255).optional(),
  environment: z.enum(environments).optional(),
});

/** Every change of a customer's numbers, newest first. */
export const GET = apiRoute<"customerId">({ scope: "read" }, async (request, { scope, params }) => {
  const { environment: asked, field } = parseQuery(request, historyQuery);
  const environment = environmentFor(scope, asked);
  const { id } = await getCustomer(scope, environment, params.customerId);
  return Response.json({
    customer: id,
    history: await listCustomerHistory(scope, { environment, id, field }),
  });
});

export const POST = methodNotAllowed("GET");
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
