import type { AppError } from "./errors";

const titles: Record<number, string> = {
  400: "Bad request",
  401: "Not authenticated",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Not valid",
  429: "Too many requests",
  500: "Internal error",
  503: "Unavailable",
};

type Problem = {
  status: number;
  code: string;
  detail: string;
  errors?: readonly { pointer: string; message: string }[];
  retryAfterSeconds?: number;
  /** Further members of the problem document (RFC 9457 §3.2). */
  extensions?: Readonly<Record<string, unknown>>;
};

/** An RFC 9457 answer. `type` is a relative reference whose last segment is the stable error code. */
export function problem(
  requestId: string,
  { status, code, detail, errors = [], retryAfterSeconds, extensions }: Problem,
): Response {
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
  });
  if (retryAfterSeconds !== undefined)
    headers.set("retry-after", String(Math.max(1, Math.ceil(retryAfterSeconds))));
  if (status === 401) headers.set("www-authenticate", "Bearer");
  const body = {
    type: `/problems/${code}`,
    title: titles[status] ?? "Error",
    status,
    code,
    detail,
    requestId,
    errors,
    ...extensions,
  };
  return new Response(JSON.stringify(body), { status, headers });
}

/** The answer to a refusal. A missing thing carries no request id, so that all of them are the same bytes. */
export function refusal(requestId: string, error: AppError): Response {
  return problem(error.kind === "not_found" ? "" : requestId, {
    status: error.status,
    code: error.code,
    detail: error.message,
    errors: error.errors,
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  });
}

/** The answer to a bug: opaque, with the request id that finds it in the log. */
export function internalError(requestId: string): Response {
  return problem(requestId, {
    status: 500,
    code: "internal_error",
    detail: "Something failed on our side and was logged. Sending the same request again is safe.",
  });
}
