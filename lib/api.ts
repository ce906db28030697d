import { randomUUID } from "node:crypto";
import type { KeyScope, Role } from "@/db/enums";
import { presentsApiKey, requireApiKey } from "./auth/api-key";
import { spendRequest, tellAllowance, tooManyRequests } from "./auth/key-rate";
import { requireProjectMember } from "./auth/project-session";
import type { Scope } from "./auth/scope";
import type { Spent } from "./auth/token-bucket";
import { asRefusal, notFound } from "./errors";
import { log } from "./log";
import { internalError, problem, refusal } from "./problem";

type RouteContext<Param extends string> = { params: Promise<Record<Param, string>> };
type Route<Param extends string> = (request: Request, context?: RouteContext<Param>) => Promise<Response>;
type Call<Param extends string> = { scope: Scope; requestId: string; params: Record<Param, string> };

const saneRequestId = /^[\w.:-]{1,128}$/;

/** The caller's `x-request-id` when it is short and plain, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && saneRequestId.test(given) ? given : `req_${randomUUID().replaceAll("-", "")}`;
}

function answerTo(error: unknown, requestId: string): Response {
  const refused = asRefusal(error);
  if (!refused) {
    log.error({ requestId, error }, "request failed");
    return internalError(requestId);
  }
  if (refused.kind === "unavailable")
    log.warn({ requestId, code: refused.code, error: refused.cause }, "unavailable");
  return refusal(requestId, refused);
}

function logLine(
  request: Request,
  requestId: string,
  status: number,
  startedAt: number,
  scope?: Scope,
): void {
  if (!log.isLevelEnabled("debug")) return;
  log.debug({
    requestId,
    method: request.method,
    path: new URL(request.url).pathname,
    status,
    milliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
    projectId: scope?.projectId,
    keyId: scope?.actor.kind === "api_key" ? scope.actor.keyId : undefined,
  });
}

type Gate = {
  scope: KeyScope;
  /** Lets people in too, who are signed in and have at least this role in the project that `?project=` names. */
  orMember?: Role;
};

/** A key opens one project; an address that names another one by id means that one, which is not there for it. */
async function requireKeyOrMember(request: Request, needed: KeyScope, role: Role): Promise<Scope> {
  if (!presentsApiKey(request.headers)) return requireProjectMember(request, role);
  const scope = await requireApiKey(request.headers, needed);
  const named = new URL(request.url).searchParams.get("project") ?? scope.projectId;
  if (named !== scope.projectId) throw notFound();
  return scope;
}

/**
 * A public API route: key → Scope, then the handler; whatever is thrown becomes problem+json.
 * Name the dynamic segments in the type argument: `apiRoute<"id">({ scope: "read" }, (request, { params }) => … params.id)`.
 * @throws nothing: a refusal keeps its status, an unreachable database is 503 with Retry-After, a bug an opaque 500.
 */
export function apiRoute<Param extends string = never>(
  { scope: needed, orMember }: Gate,
  handler: (request: Request, call: Call<Param>) => Promise<Response>,
): Route<Param> {
  return async (request, context) => {
    const startedAt = performance.now();
    const requestId = requestIdOf(request.headers);
    let scope: Scope | undefined;
    let spent: Spent | undefined;
    let response: Response;
    try {
      scope =
        orMember === undefined
          ? await requireApiKey(request.headers, needed)
          : await requireKeyOrMember(request, needed, orMember);
      if (scope.actor.kind === "api_key") spent = spendRequest(scope.actor.keyId);
      if (spent && !spent.isAllowed) throw tooManyRequests(spent);
      const params = context ? await context.params : ({} as Record<Param, string>);
      response = await handler(request, { scope, requestId, params });
    } catch (error) {
      response = answerTo(error, requestId);
    }
    response.headers.set("x-request-id", requestId);
    if (spent) tellAllowance(response.headers, spent);
    logLine(request, requestId, response.status, startedAt, scope);
    return response;
  };
}

/**
 * Answers 405 as problem+json. Export it under every method that a route does not have:
 * `export const PUT = methodNotAllowed("GET", "POST")`.
 */
export function methodNotAllowed(...allowed: string[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = requestIdOf(request.headers);
    const detail = `${request.method} is not allowed here. Use ${allowed.join(" or ")}.`;
    const response = problem(requestId, { status: 405, code: "method_not_allowed", detail });
    response.headers.set("allow", allowed.join(", "));
    response.headers.set("x-request-id", requestId);
    return response;
  };
}
