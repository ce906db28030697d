import type { Outcome } from "@/lib/destinations/transport";

/** Before a byte of the request was on its way: nothing can have arrived. */
const neverSent: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "ENODATA",
  "ESERVFAIL",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "EPROTO",
]);

const badCertificate = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** An error, its causes and what it is made of, as far as that can be of use. */
function chainOf(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const parts = error instanceof AggregateError ? error.errors : [];
  return [
    error,
    ...chainOf(error.cause, depth + 1),
    ...parts.flatMap((part: unknown) => chainOf(part, depth + 1)),
  ];
}

const codeOf = (error: Error) => ("code" in error && typeof error.code === "string" ? error.code : undefined);

/** What became of a request that ended without a whole answer. Messages of errors are never passed on: they may quote the address. */
export function classifyFailure(error: unknown): Outcome {
  const chain = chainOf(error);
  const code = chain.map(codeOf).find((found) => found !== undefined && /^[A-Z][A-Z_]+$/.test(found));
  if (code !== undefined && badCertificate.test(code))
    return { status: "retry", code: "bad_certificate", ambiguous: false, detail: code };
  if (code !== undefined && neverSent.has(code))
    return { status: "retry", code: "unreachable", ambiguous: false, detail: code };
  const isLate =
    code === "UND_ERR_HEADERS_TIMEOUT" ||
    code === "UND_ERR_BODY_TIMEOUT" ||
    chain.some(({ name }) => name === "TimeoutError" || name === "AbortError");
  if (isLate) return { status: "retry", code: "timeout", ambiguous: true };
  return { status: "retry", code: "connection_lost", ambiguous: true, ...(code ? { detail: code } : {}) };
}
