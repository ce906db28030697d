import type { Outcome } from "@/lib/destinations/transport";

type Answer = { status: number; retryAfter: string | null };

const longestWaitSeconds = 3_600;
const defaultWaitSeconds = 30;

/** Seconds that `Retry-After` asks for: a number of them, or a day in the form of HTTP. */
export function retryAfterOf(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const at = /^[A-Z][a-z]{2},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now.getTime()) / 1_000);
}

/**
 * What an endpoint's answer means (AMB-29 and Standard Webhooks): any 2xx is success, 410 says that it is gone for good, 429
 * and a 503 with `Retry-After` ask for time, everything else is worth another try. A redirect is never followed.
 */
export function classifyAnswer({ status, retryAfter }: Answer, now: Date): Outcome {
  if (status >= 200 && status < 300) return { status: "sent", receipt: { kind: "accepted", status } };
  if (status === 410)
    return { status: "rejected", code: "endpoint_gone", scope: "destination", httpStatus: 410 };
  const asked = retryAfterOf(retryAfter, now);
  if (status === 429 || (status === 503 && asked !== undefined)) {
    const seconds = Math.ceil(asked ?? defaultWaitSeconds);
    const afterSeconds = Math.min(Math.max(seconds, 1), longestWaitSeconds);
    return { status: "wait", code: status === 429 ? "rate_limited" : "asked_to_wait", afterSeconds };
  }
  if (status >= 300 && status < 400)
    return { status: "retry", code: "redirected", ambiguous: false, httpStatus: status };
  // What a server says of its own trouble leaves open whether it did the work before.
  return { status: "retry", code: `http_${status}`, ambiguous: status >= 500, httpStatus: status };
}
