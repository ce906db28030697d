import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { z } from "zod";
import type { Outcome } from "@/lib/destinations/transport";
import { redact } from "@/lib/log";
import { apiErrors } from "./api-errors";
import { classifyNetworkFailure } from "./network";
import {
  ambiguous,
  isErrorCode,
  ours,
  outcomeOf,
  type Remedy,
  refusedMessage,
  soon,
  unmapped,
  type Verdict,
  wait,
} from "./verdict";

const verdicts: ReadonlyMap<string, Verdict> = new Map(Object.entries(apiErrors));

/** Slack Connect's refusals of what a message holds: one for each kind of thing that may be shared. */
const sharingBlocked = /^slack_connect_\w+_sharing_blocked$/;

/** `draft_*` are refusals of an argument that is never sent, however Slack names the next one. */
function verdictOf(code: string): Verdict {
  const known = verdicts.get(code);
  if (known !== undefined) return known;
  if (sharingBlocked.test(code)) return refusedMessage;
  return code.startsWith("draft_") ? ours : unmapped;
}

/** What is said of an installation that ended without an answer to a post: by us, or by Slack's own event. */
const endings = new Set(["not_installed", "app_uninstalled"]);

/** Whether a destination that broke by this code is mended by connecting its workspace again. */
export function breaksInstallation(code: string): boolean {
  const verdict = verdicts.get(code);
  if (verdict === undefined || verdict.class === "wait") return endings.has(code);
  return (verdict.class === "retry" ? verdict.lasting?.breaks : verdict.scope) === "installation";
}

/** What may be done about a refusal within the same try; undefined for nothing. */
export function remedyOf(code: string): Remedy | undefined {
  return verdicts.get(code)?.remedy;
}

const texts = z.array(z.string()).optional().catch(undefined);
const refusal = z.looseObject({
  error: z.string().catch(""),
  needed: z.string().optional().catch(undefined),
  errors: texts,
  response_metadata: z
    .looseObject({ messages: texts, retryAfter: z.number().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
type Refusal = z.infer<typeof refusal>;

function detailOf({ needed, errors, response_metadata }: Refusal): string {
  const complaints = errors ?? response_metadata?.messages ?? [];
  const parts = [...(needed === undefined ? [] : [`needs ${needed}`]), ...complaints];
  return redact(parts.join("; ")).slice(0, 500);
}

function classifyRefusal(data: unknown): Outcome {
  const parsed = refusal.safeParse(data);
  if (!parsed.success || !isErrorCode(parsed.data.error)) {
    return outcomeOf(ambiguous, "unreadable_answer", {
      httpStatus: 200,
      detail: "The answer was not Slack's.",
    });
  }
  const { error, needed, response_metadata } = parsed.data;
  const afterSeconds = response_metadata?.retryAfter;
  // A name or an icon of our own was never asked for, so that a demand for the right to use one is our mistake.
  const verdict = error === "missing_scope" && needed === "chat:write.customize" ? ours : verdictOf(error);
  return outcomeOf(verdict, error, { detail: detailOf(parsed.data), afterSeconds });
}

function classifyStatus(status: number): Outcome {
  if (status === 429) return outcomeOf(wait, "ratelimited");
  const verdict = status >= 500 ? ambiguous : status === 413 ? refusedMessage : soon;
  return outcomeOf(verdict, `http_${status}`, { httpStatus: status });
}

/** `@slack/web-api` throws a bare Error for a 429 whose `Retry-After` is absent or a date. */
const isUnreadableRateLimit = (error: unknown) =>
  error instanceof Error && error.message.startsWith("Retry header did not contain");

/**
 * What a call of `@slack/web-api` that threw means. Total: timeouts, cut bodies and outage pages reach the caller as
 * errors of several kinds, not all of them the library's own.
 */
export function classifyThrown(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError)
    return outcomeOf(wait, "ratelimited", { afterSeconds: error.retryAfter });
  if (error instanceof WebAPIPlatformError) return classifyRefusal(error.data);
  if (error instanceof WebAPIHTTPError) return classifyStatus(error.statusCode);
  if (isUnreadableRateLimit(error)) return outcomeOf(wait, "ratelimited");
  return classifyNetworkFailure(error);
}
