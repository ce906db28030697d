import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import { methodNotAllowed, requestIdOf } from "@/lib/api";
import { clientAddress } from "@/lib/auth/client-address";
import { answerAuth, makeCsrf } from "@/lib/auth/next-auth";
import { returnPath } from "@/lib/auth/return-path";
import { usesHttps } from "@/lib/auth/session-cookie";
import { env } from "@/lib/env";
import { AppError, asRefusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { internalError, refusal } from "@/lib/problem";
import { readText } from "@/lib/request-body";

type Context = { params: Promise<{ nextauth: string[] }> };

const actions: Record<string, readonly string[]> = {
  GET: ["callback", "csrf", "error", "providers", "session", "signin", "signout", "verify-request"],
  POST: ["callback", "signin", "signout"],
};

/**
 * The form's fields. A form on one of our own pages needs no CSRF token of next-auth's: the browser says where it comes
 * from, and that is checked here as Next checks server actions.
 */
async function postedFields(request: Request): Promise<URLSearchParams> {
  const text = await readText(request, { maxBytes: 32_768 });
  const isJson = request.headers.get("content-type")?.includes("application/json");
  const fields = isJson ? fieldsOfJson(text) : new URLSearchParams(text);
  const isOurs = request.headers.get("origin") === env().NEXTAUTH_URL;
  if (isOurs && !fields.has("csrfToken")) {
    const { token, cookie } = makeCsrf();
    (await cookies()).set(cookie.name, cookie.value, {
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: usesHttps(),
    });
    fields.set("csrfToken", token);
  }
  return fields;
}

function fieldsOfJson(text: string): URLSearchParams {
  try {
    const parsed: unknown = JSON.parse(text);
    const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
    return new URLSearchParams(entries.map(([name, value]) => [name, String(value)]));
  } catch {
    throw new AppError("malformed", "The body is not a JSON document.", { code: "malformed_json" });
  }
}

/** next-auth calls a way back that it cannot read a fault of ours (500): from the sender it is just refused. */
function mendCallbackUrl(fields: URLSearchParams): void {
  const { NEXTAUTH_URL } = env();
  const given = fields.get("callbackUrl");
  if (given !== null) fields.set("callbackUrl", NEXTAUTH_URL + returnPath(given, NEXTAUTH_URL));
}

/** As mendCallbackUrl, for the cookie that remembers it while somebody is at an outside provider. */
async function mendCallbackCookie(): Promise<void> {
  const { NEXTAUTH_URL } = env();
  const name = `${usesHttps() ? "__Secure-" : ""}next-auth.callback-url`;
  const jar = await cookies();
  const given = jar.get(name)?.value;
  if (given !== undefined && URL.parse(given)?.origin !== NEXTAUTH_URL) jar.delete(name);
}

async function answer(request: Request, context: Context): Promise<Response> {
  const [action = ""] = (await context.params).nextauth;
  if (!actions[request.method]?.includes(action)) throw new AppError("not_found", "There is nothing here.");
  const { method, headers } = request;
  const body = method === "POST" ? await postedFields(request) : undefined;
  const url = new URL(request.url);
  for (const fields of [url.searchParams, body]) if (fields) mendCallbackUrl(fields);
  await mendCallbackCookie();
  const clean = new Headers(headers);
  for (const name of ["content-length", "transfer-encoding", "content-type"]) clean.delete(name);
  if (body) clean.set("content-type", "application/x-www-form-urlencoded");
  const forwarded = new NextRequest(url, {
    method,
    headers: clean,
    ...(body ? { body: body.toString() } : {}),
  });
  return answerAuth(forwarded, context, clientAddress(headers));
}

async function guarded(request: Request, context: Context): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  try {
    return await answer(request, context);
  } catch (error) {
    const refused = asRefusal(error);
    if (refused) return refusal(requestId, refused);
    log.error({ requestId, error }, "sign-in failed");
    return internalError(requestId);
  }
}

export { guarded as GET, guarded as POST };

/** Mail scanners look at links before people do; a look must not use one up. */
export const HEAD = methodNotAllowed("GET", "POST");
