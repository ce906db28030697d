import { WebAPIPlatformError } from "@slack/web-api";
import { z } from "zod";
import type { Outcome, Transport } from "@/lib/destinations/transport";
import { log } from "@/lib/log";
import { createSlackClient } from "./client";
import { clientMessageId } from "./client-message-id";
import { startDeadline, tryMs } from "./deadline";
import { classifyThrown, remedyOf } from "./errors";
import type { SlackPayload } from "./payload";
import { renderForChannel, renderPlain } from "./render";
import { ambiguous, isErrorCode, outcomeOf, soon } from "./verdict";

const posted = z.object({
  ok: z.literal(true),
  channel: z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/),
  ts: z.string().regex(/^\d{1,12}\.\d{1,9}$/),
});

type Call = { apiUrl: string; token: string; timeoutMs: number };

async function post(
  call: Call,
  channelId: string,
  payload: SlackPayload,
  messageId: string | undefined,
): Promise<Outcome> {
  try {
    const answer = await createSlackClient(call.token, call).apiCall("chat.postMessage", {
      channel: channelId,
      ...payload,
      parse: "none",
      client_msg_id: messageId,
    });
    const parsed = posted.safeParse(answer);
    if (!parsed.success)
      return outcomeOf(ambiguous, "unreadable_answer", { detail: "The answer had no message id." });
    return {
      status: "sent",
      receipt: { kind: "slack_message", channel: parsed.data.channel, ts: parsed.data.ts },
    };
  } catch (error) {
    return classifyThrown(error);
  }
}

/** Whether Slack says of the token itself that it is dead. Anything but a plain refusal leaves that open. */
async function isTokenDead(call: Call): Promise<boolean> {
  try {
    await createSlackClient(call.token, call).apiCall("auth.test");
    return false;
  } catch (error) {
    return error instanceof WebAPIPlatformError && remedyOf(error.data.error) === "confirm_token";
  }
}

/**
 * Joins a channel, so that it can be posted to. Slack knows best whether it is public and whether that right was granted.
 * @returns undefined when Slack gave no answer to that.
 */
async function join(call: Call, channelId: string): Promise<boolean | undefined> {
  try {
    await createSlackClient(call.token, call).apiCall("conversations.join", { channel: channelId });
    return true;
  } catch (error) {
    return error instanceof WebAPIPlatformError && isErrorCode(error.data.error) ? false : undefined;
  }
}

/** An outcome that was to be mended but for lack of time: the next try begins with a whole ten seconds. */
function postponed(outcome: Outcome): Outcome {
  return "code" in outcome ? outcomeOf(soon, outcome.code) : outcome;
}

/**
 * Posts by `chat.postMessage` as our app. What Slack refuses for its layout is said again as plain text within the same
 * try; what it says of the token is confirmed by `auth.test` before the installation is given up.
 */
export function createSlackChannelTransport({
  apiUrl,
  withinMs = tryMs,
}: {
  apiUrl: string;
  withinMs?: number;
}): Transport<"slack_channel"> {
  return async ({ target, message, notificationId }) => {
    const deadline = startDeadline(withinMs);
    const call = () => ({ apiUrl, token: target.token, timeoutMs: deadline.leftMs() });
    const messageId = clientMessageId(notificationId);
    const first = await post(call(), target.channelId, renderForChannel(message), messageId);
    if (first.status === "sent" || first.status === "wait") return first;
    const remedy = remedyOf(first.code);
    if (remedy === undefined) return first;
    log.warn({ code: first.code, remedy, detail: first.detail, notificationId }, "slack.remedy");
    if (deadline.isSpent()) return postponed(first);
    switch (remedy) {
      case "plain_text":
        return post(call(), target.channelId, renderPlain(message), messageId);
      case "fresh_id":
        return post(call(), target.channelId, renderForChannel(message), undefined);
      case "confirm_token":
        return (await isTokenDead(call())) ? first : postponed(first);
      case "join": {
        const joined = await join(call(), target.channelId);
        if (joined === undefined) return postponed(first);
        return joined ? post(call(), target.channelId, renderForChannel(message), messageId) : first;
      }
    }
  };
}
