import { requestIdOf } from "@/lib/api";
import { problem } from "@/lib/problem";

/** Whatever begins with /api and is served by nobody: never a page of the console, whatever the method. */
async function nothingHere(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const response = problem(requestId, {
    status: 404,
    code: "no_such_route",
    detail: "Nothing is served at this address. What is, stands in /api/v1/openapi.json.",
  });
  response.headers.set("x-request-id", requestId);
  return response;
}

export const GET = nothingHere;
export const POST = nothingHere;
export const PUT = nothingHere;
export const PATCH = nothingHere;
export const DELETE = nothingHere;
export const OPTIONS = nothingHere;

/** As GET, without the body. */
export async function HEAD(request: Request): Promise<Response> {
  const { status, headers } = await nothingHere(request);
  return new Response(null, { status, headers });
}
