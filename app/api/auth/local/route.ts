import { NextResponse } from "next/server";
import { methodNotAllowed } from "@/lib/api";
import { findOldestOwner } from "@/lib/auth/queries";
import { startSession } from "@/lib/auth/start-session";
import { systemScope } from "@/lib/auth/system";
import { equalsInConstantTime } from "@/lib/crypto";
import { env } from "@/lib/env";

const nothingHere = () =>
  new NextResponse("Not found", { status: 404, headers: { "cache-control": "no-store" } });

/** The Host header, not a forwarded one: a page elsewhere that points its own name at this machine is refused. */
function isLoopback(headers: Headers): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(headers.get("host") ?? "");
}

/**
 * The one-click sign-in of a demo on one machine: works only with BELLWIRE_LOCAL_SIGN_IN, and only over loopback.
 * Signs in the owner of the oldest organization.
 */
export async function GET(request: Request): Promise<Response> {
  const expected = env().BELLWIRE_LOCAL_SIGN_IN;
  const given = new URL(request.url).searchParams.get("token") ?? "";
  if (expected === undefined || !isLoopback(request.headers) || !equalsInConstantTime(given, expected))
    return nothingHere();
  const user = await findOldestOwner(systemScope("local-sign-in"));
  if (!user) return nothingHere();
  const { name, value, options } = await startSession(user.id, new Date());
  const response = new NextResponse(null, {
    status: 303,
    headers: { location: "/", "cache-control": "no-store" },
  });
  response.cookies.set(name, value, options);
  return response;
}

export const HEAD = methodNotAllowed("GET");
