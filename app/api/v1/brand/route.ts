import { apiRoute, methodNotAllowed } from "@/lib/api";
import { putBrand } from "@/lib/brands/commands";
import { getBrand } from "@/lib/brands/queries";
import { brandInput } from "@/lib/brands/schema";
import { readInput } from "@/lib/json-input";

/** How the project's messages look and sound. */
export const GET = apiRoute({ scope: "read" }, async (_request, { scope }) =>
  Response.json(await getBrand(scope)),
);

/** Replaces it as a whole: what is left out is as Bellwire has it. */
export const PUT = apiRoute({ scope: "config:write" }, async (request, { scope }) => {
  await putBrand(scope, await readInput(request, brandInput));
  return Response.json(await getBrand(scope));
});

export const POST = methodNotAllowed("GET", "PUT");
export const PATCH = POST;
export const DELETE = POST;
