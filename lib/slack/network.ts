import type { Outcome } from "@/lib/destinations/transport";
import { ambiguous, outcomeOf, soon, type Verdict } from "./verdict";

/** Codes of failures before a byte of the request was on its way: nothing can have been posted. */
const neverSent: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** The chain of an error and its causes, as far as it can be of use. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  let current = error;
  while (current instanceof Error && chain.length < 5) {
    chain.push(current);
    current = "original" in current ? current.original : current.cause;
  }
  return chain;
}

const codeOf = (error: Error) => ("code" in error && typeof error.code === "string" ? error.code : undefined);

type Failure = { verdict: Verdict; code: string; detail?: string };

function failureOf(chain: readonly Error[]): Failure {
  const systemCode = chain.map(codeOf).find((code) => code !== undefined && /^[A-Z][A-Z_]+$/.test(code));
  if (systemCode !== undefined && neverSent.has(systemCode)) {
    return { verdict: soon, code: "unreachable", detail: systemCode };
  }
  if (chain.some(({ name }) => name === "TimeoutError" || name === "AbortError")) {
    return { verdict: ambiguous, code: "timeout", detail: "Slack did not answer in time." };
  }
  if (chain.some(({ message }) => message === "unexpected redirect")) {
    return {
      verdict: soon,
      code: "redirected",
      detail: "The answer was a redirect, which is never followed.",
    };
  }
  return { verdict: ambiguous, code: "connection_lost", ...(systemCode ? { detail: systemCode } : {}) };
}

/**
 * What became of a request that ended without a whole answer. Messages of such errors are never passed on: they may
 * quote the address, which for a webhook is the secret.
 */
export function classifyNetworkFailure(error: unknown): Outcome {
  const { verdict, code, detail } = failureOf(chainOf(error));
  return outcomeOf(verdict, code, detail === undefined ? {} : { detail });
}
