import type { Outcome } from "@/lib/destinations/transport";
import { apiErrors } from "./api-errors";
import {
  ambiguous,
  brokenDestination,
  isErrorCode,
  outcomeOf,
  type Remedy,
  refusedMessage,
  soon,
  unmapped,
  type Verdict,
  wait,
} from "./verdict";
import { webhookErrors } from "./webhook-errors";

/** A webhook is its own credential: what the Web API says of an installation is said of this address alone. */
function asWebhookVerdict(verdict: Verdict): Verdict {
  if (verdict.class === "rejected" && verdict.scope === "installation") return brokenDestination;
  if (verdict.class !== "retry" || verdict.lasting === undefined) return verdict;
  return { ...verdict, lasting: { ...verdict.lasting, breaks: "destination" } };
}

/** A webhook answers one word where the Web API answers an object, and shares some of its vocabulary. */
const verdicts: ReadonlyMap<string, Verdict> = new Map(
  Object.entries({ ...apiErrors, ...webhookErrors }).map(([word, verdict]) => [
    word,
    asWebhookVerdict(verdict),
  ]),
);

export type WebhookAnswer = { status: number; body: string; retryAfter: string | null };

function verdictOfStatus(status: number): Verdict {
  if (status === 429) return wait;
  if (status >= 500) return ambiguous;
  if (status === 400 || status === 413) return refusedMessage;
  if ([401, 403, 404, 410].includes(status)) return brokenDestination;
  return unmapped;
}

/** The rate limit is the one answer in JSON; its `error` is the word and its `retry_after` says how long. */
function readBody(body: string): { word: string; retryAfter?: number } {
  const trimmed = body.trim();
  if (!trimmed.startsWith("{")) return { word: trimmed };
  try {
    const parsed: unknown = JSON.parse(trimmed);
    if (typeof parsed !== "object" || parsed === null) return { word: "" };
    const word = "error" in parsed && typeof parsed.error === "string" ? parsed.error : "";
    const seconds = "retry_after" in parsed ? parsed.retry_after : undefined;
    return typeof seconds === "number" && Number.isFinite(seconds) ? { word, retryAfter: seconds } : { word };
  } catch {
    return { word: "" };
  }
}

function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}

/** What an incoming webhook's answer means. Only the exact word `ok` is a success. */
export function classifyWebhookAnswer({ status, body, retryAfter }: WebhookAnswer): Outcome {
  const { word, retryAfter: inBody } = readBody(body);
  if (status === 200 && word === "ok") return { status: "sent", receipt: { kind: "accepted", status } };
  const circumstances = { httpStatus: status, afterSeconds: secondsOf(retryAfter) ?? inBody };
  if (status >= 300 && status < 400) return outcomeOf(soon, "redirected", circumstances);
  if (status === 429) return outcomeOf(wait, "rate_limited", circumstances);
  const known = verdicts.get(word);
  if (known !== undefined) return outcomeOf(known, word, circumstances);
  if (status >= 200 && status < 300) {
    return outcomeOf(ambiguous, "unreadable_answer", {
      ...circumstances,
      detail: "The answer was not Slack's.",
    });
  }
  return outcomeOf(verdictOfStatus(status), isErrorCode(word) ? word : `http_${status}`, circumstances);
}

/** What may be done about a word within the same try; undefined for nothing. */
export function webhookRemedyOf(code: string): Remedy | undefined {
  return verdicts.get(code)?.remedy;
}
