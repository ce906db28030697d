import { apiRoute, methodNotAllowed } from "@/lib/api";
import { readInput } from "@/lib/json-input";
import { previewBody } from "@/lib/webhooks/samples";
import { bodyPreviewInput } from "@/lib/webhooks/schema";

/** What a webhook's request would look like for an example, with what is wrong with the template. Nothing is sent. */
export const POST = apiRoute({ scope: "read" }, async (request) =>
  Response.json(previewBody(await readInput(request, bodyPreviewInput), new Date())),
);

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
