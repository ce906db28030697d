import type { Outcome, Transport } from "@/lib/destinations/transport";
import { log } from "@/lib/log";
import { startDeadline, tryMs } from "./deadline";
import { classifyNetworkFailure } from "./network";
import type { SlackPayload } from "./payload";
import { renderForWebhook, renderPlain } from "./render";
import { brokenDestination, outcomeOf, soon } from "./verdict";
import { classifyWebhookAnswer, webhookRemedyOf } from "./webhook-answer";
import { parseWebhookUrl } from "./webhook-url";

const bodyLimit = 64 * 1024;

/** The answer as text, at most 64 kB of it. It is read to its end where it is short, so that the connection is used again. */
async function readCapped(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    text += decoder.decode(chunk, { stream: true });
    if (size > bodyLimit) break;
  }
  return text;
}

async function post(url: string, payload: SlackPayload, timeoutMs: number): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(payload),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
    });
    const body = await readCapped(response);
    return classifyWebhookAnswer({
      status: response.status,
      body,
      retryAfter: response.headers.get("retry-after"),
    });
  } catch (error) {
    return classifyNetworkFailure(error);
  }
}

/**
 * Posts to an incoming webhook. The address is checked again before anything is sent, so that no row, however it came
 * to be, makes us post elsewhere. What is refused for its layout is said again as plain text within the same try.
 */
export function createSlackWebhookTransport({
  hooksOrigin,
  withinMs = tryMs,
}: {
  hooksOrigin: string;
  withinMs?: number;
}): Transport<"slack_webhook"> {
  return async ({ target, message, notificationId }) => {
    const address = parseWebhookUrl(target.url, { hooksOrigin });
    if (!address.ok) return outcomeOf(brokenDestination, "invalid_webhook_url", { detail: address.reason });
    const deadline = startDeadline(withinMs);
    const first = await post(address.url, renderForWebhook(message), deadline.leftMs());
    if (first.status !== "rejected" || webhookRemedyOf(first.code) !== "plain_text") return first;
    log.warn({ code: first.code, remedy: "plain_text", notificationId }, "slack.remedy");
    if (deadline.isSpent()) return outcomeOf(soon, first.code);
    return post(address.url, renderPlain(message), deadline.leftMs());
  };
}
