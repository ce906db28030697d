import { type NextRequest, NextResponse } from "next/server";
import { askedPathHeader, askedPathOf } from "@/lib/auth/asked-path";

/** Tells the console's pages their own address, so that signing in leads back to the page that was asked for. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(askedPathHeader, askedPathOf(request.nextUrl));
  return NextResponse.next({ request: { headers } });
}

/** Pages of a project only: what backends, vendors and Slack call does not pass here. */
export const config = { matcher: "/((?!api/|_next/|sign-in|invite/)[^/.]+/[^.]+)" };
