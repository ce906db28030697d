import { WebAPIPlatformError } from "@slack/web-api";
import { z } from "zod";
import type { Outcome } from "@/lib/destinations/transport";
import { log } from "@/lib/log";
import { createSlackClient } from "./client";
import { classifyThrown, remedyOf } from "./errors";
import type { SlackPayload } from "./payload";
import { isErrorCode, outcomeOf, soon } from "./verdict";

const posted = z.object({
  ok: z.literal(true),
  channel: z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/),
  ts: z.string().regex(/^\d{1,12}\.\d{1,9}$/),
});

/** The receipt of a message that was posted or edited. */
export type Posted = { status: "sent"; receipt: { kind: "slack_message"; channel: string; ts: string } };
export type Tried = Posted | Exclude<Outcome, { status: "sent" }>;

export type Call = { apiUrl: string; token: string; timeoutMs: number };

/** What is asked of Slack: a new message, or an edit of one that is there. */
export type Post = {
  place:
    | { method: "chat.postMessage"; channel: string; thread_ts?: string; reply_broadcast?: boolean }
    | { method: "chat.update"; channel: string; ts: string };
  payload: SlackPayload;
  /** The same as text alone. */
  plain: SlackPayload;
  /** The id by which Slack may tell a repeat; an edit needs none. */
  messageId?: string;
};

function argumentsOf({ place, payload, messageId }: Post): Record<string, unknown> {
  const { method, ...where } = place;
  if (method === "chat.postMessage") return { ...where, ...payload, parse: "none", client_msg_id: messageId };
  // Whose message it looks like cannot be edited; what an edit does not name stays as it was, so that without the empty
  // list plain words would stand above the old layout.
  const { username: _, icon_url: __, ...editable } = payload;
  return { ...where, attachments: [], ...editable, parse: "none" };
}

async function post(call: Call, wanted: Post): Promise<Tried> {
  try {
    const answer = await createSlackClient(call.token, call).apiCall(
      wanted.place.method,
      argumentsOf(wanted),
    );
    const parsed = posted.safeParse(answer);
    if (!parsed.success) {
      const unread = { status: "retry", code: "unreadable_answer", ambiguous: true } as const;
      return { ...unread, detail: "The answer had no message id." };
    }
    const { channel, ts } = parsed.data;
    return { status: "sent", receipt: { kind: "slack_message", channel, ts } };
  } catch (error) {
    return refused(classifyThrown(error));
  }
}

/** A call that threw was not answered by a receipt. */
function refused(outcome: Outcome): Tried {
  if (outcome.status !== "sent") return outcome;
  throw new Error("a failure was classified as sent");
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
function postponed(outcome: Exclude<Tried, Posted>): Tried {
  return refused(outcomeOf(soon, outcome.code));
}

export type Line = { call: () => Call; isSpent: () => boolean; notificationId: string };

/**
 * Posts or edits. What Slack refuses for its layout is said again as plain text within the same try; what it says of the
 * token is confirmed by `auth.test` before the installation is given up.
 */
export async function postOrMend({ call, isSpent, notificationId }: Line, wanted: Post): Promise<Tried> {
  const first = await post(call(), wanted);
  if (first.status === "sent" || first.status === "wait") return first;
  const remedy = remedyOf(first.code);
  if (remedy === undefined) return first;
  log.warn({ code: first.code, remedy, detail: first.detail, notificationId }, "slack.remedy");
  if (isSpent()) return postponed(first);
  switch (remedy) {
    case "plain_text":
      return post(call(), { ...wanted, payload: wanted.plain });
    case "fresh_id": {
      const { messageId: _, ...nameless } = wanted;
      return post(call(), nameless);
    }
    case "confirm_token":
      return (await isTokenDead(call())) ? first : postponed(first);
    case "join": {
      const joined = await join(call(), wanted.place.channel);
      if (joined === undefined) return postponed(first);
      return joined ? post(call(), wanted) : first;
    }
  }
}
