import type { Offer } from "@/lib/cases/actions/offer";
import type { Follow, Mention, Outcome, Transport } from "@/lib/destinations/transport";
import { log } from "@/lib/log";
import type { Message } from "@/lib/messages/message";
import { clientMessageId } from "./client-message-id";
import { startDeadline, tryMs } from "./deadline";
import { type Line, type Posted, postOrMend, type Tried } from "./posting";
import { renderForChannel, renderHistory, renderPlain, senderOf, withMentions } from "./render";

type Told = { line: Line; channelId: string } & Said;
type Said = { message: Message; offer?: Offer | undefined; mentions?: readonly Mention[] | undefined };
type Standing = { channel: string; ts: string };

function rendered({ message, offer, mentions = [] }: Said) {
  return {
    payload: withMentions(renderForChannel(message, offer), mentions),
    plain: withMentions(renderPlain(message), mentions),
  };
}

const edit = (line: Line, { channel, ts }: Standing, said: Said) =>
  postOrMend(line, { place: { method: "chat.update", channel, ts }, ...rendered(said) });

const create = ({ line, channelId, ...said }: Told) =>
  postOrMend(line, {
    place: { method: "chat.postMessage", channel: channelId },
    ...rendered(said),
    messageId: clientMessageId(line.notificationId),
  });

/** Deleted, another's, or too old by the workspace's rule: nothing can be said there any more (chat.update, errors). */
const gone = new Set(["message_not_found", "cant_update_message", "edit_window_closed", "block_mismatch"]);
const isGone = (tried: Tried) => tried.status === "rejected" && gone.has(tried.code);

type Root = { root: Posted; isNew: boolean } | Exclude<Tried, Posted>;

async function standAnew(told: Told): Promise<Root> {
  const root = await create(told);
  return root.status === "sent" ? { root, isNew: true } : root;
}

/** The old message is left before the new one is posted: a try that ends in between is made good by the next. */
async function rootOf(told: Told, { standing, farewell }: Follow): Promise<Root> {
  if (!standing || standing.channel !== told.channelId) return standAnew(told);
  const edited = await edit(told.line, standing, farewell ? { message: farewell } : told);
  if (edited.status !== "sent" && !isGone(edited)) return edited;
  if (edited.status === "sent" && !farewell) return { root: edited, isNew: false };
  if (edited.status !== "sent")
    log.info({ code: edited.code, notificationId: told.line.notificationId }, "slack.message_gone");
  return standAnew(told);
}

/** What refuses the reply alone: the message itself has been told, and its thread is made good another time. */
const refusesReply = (tried: Exclude<Tried, Posted>) =>
  tried.status === "rejected" && tried.scope === "message";

async function tell(told: Told, follow: Follow): Promise<Outcome> {
  const made = await rootOf(told, follow);
  if (!("root" in made)) return made;
  const { root, isNew } = made;
  const lines = isNew ? follow.story : follow.reply;
  const quiet = { isNew, replyTs: null, isReplyOwed: false };
  if (lines.length === 0) return { ...root, follow: quiet };
  if (isNew && told.line.isSpent()) return { ...root, follow: { ...quiet, isReplyOwed: true } };
  const payload = { ...renderHistory(lines), ...senderOf(told.message) };
  const { channel, ts } = root.receipt;
  const reply = await postOrMend(told.line, {
    place: { method: "chat.postMessage", channel, thread_ts: ts, reply_broadcast: follow.toChannel },
    payload,
    plain: payload,
    messageId: clientMessageId(`${told.line.notificationId}|reply`),
  });
  if (reply.status === "sent") return { ...root, follow: { ...quiet, replyTs: reply.receipt.ts } };
  if (refusesReply(reply)) return { ...root, follow: quiet };
  // A new message must not be posted again for the sake of its thread; an edit may be made twice.
  return isNew ? { ...root, follow: { ...quiet, isReplyOwed: true } } : reply;
}

/** Posts by `chat.postMessage` as our app, and brings what stands there up to date by `chat.update`. */
export function createSlackChannelTransport({
  apiUrl,
  withinMs = tryMs,
}: {
  apiUrl: string;
  withinMs?: number;
}): Transport<"slack_channel" | "slack_dm"> {
  return async ({ target, message, notificationId, follow, offer, mentions }) => {
    const deadline = startDeadline(withinMs);
    const call = () => ({ apiUrl, token: target.token, timeoutMs: deadline.leftMs() });
    const line = { call, isSpent: deadline.isSpent, notificationId };
    const told = { line, channelId: target.channelId, message, offer, mentions };
    return follow ? tell(told, follow) : create(told);
  };
}
