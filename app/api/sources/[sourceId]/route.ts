import { methodNotAllowed } from "@/lib/api";
import { takeFromVendor } from "../take";

export const maxDuration = 30;

type Context = { params: Promise<{ sourceId: string }> };

/** Where a vendor posts its events to. A 2xx means: committed. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return takeFromVendor((await params).sourceId, request);
}

/** How senders of CloudEvents ask whether they may post here at all (HTTP 1.1 Web Hooks for Event Delivery, §4). */
export async function OPTIONS(request: Request): Promise<Response> {
  const origin = request.headers.get("webhook-request-origin");
  const headers = new Headers({ allow: "POST, OPTIONS" });
  if (origin !== null) headers.set("webhook-allowed-origin", origin);
  return new Response(null, { status: 200, headers });
}

export const GET = methodNotAllowed("POST");
export const PUT = GET;
export const PATCH = GET;
export const DELETE = GET;
