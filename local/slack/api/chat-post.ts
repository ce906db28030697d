import { flagArgument, textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { messageBody } from "@/local/slack/api/message-body";
import { postingRefusal, resolveTarget } from "@/local/slack/api/post-target";
import { isRefusal, refuse } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import type { Channel } from "@/local/slack/world/directory-records";
import type { Message } from "@/local/slack/world/message-records";
import { post } from "@/local/slack/world/post";

/** `chat.postMessage`. */
export function chatPostMessage(call: TokenCall): Answer {
  const { world, values, caller, incoming } = call;
  const channel = resolveTarget(call);
  if (isRefusal(channel)) return channel;
  const parent = threadParent(call, channel);
  if (isRefusal(parent)) return parent;
  const refused = postingRefusal(call, channel, parent !== null);
  if (refused !== undefined) return refused;
  const content = readContent(values, world.assumptions.blockTextTotal);
  if (isRefusal(content)) return content;
  const look = appearance(call);
  if (isRefusal(look)) return look;
  const clientMsgId = textArgument(values, "client_msg_id") ?? null;
  const earlier = repeated(call, channel, clientMsgId);
  if (earlier !== undefined) return answerWith(call, earlier, { is_duplicate: true });
  const message = post(world, {
    channel,
    content,
    ...look,
    appId: caller.app.id,
    botId: caller.installation.botId,
    userId: caller.installation.botUserId,
    via: "bot",
    threadTs: parent,
    broadcast: parent !== null && flagArgument(values, "reply_broadcast"),
    clientMsgId,
    receivedAt: incoming.receivedAt,
  });
  return answerWith(call, message);
}

function answerWith(call: TokenCall, message: Message, more: { is_duplicate?: true } = {}): Answer {
  return {
    ok: true,
    channel: message.channel,
    ts: message.ts,
    message: messageBody(call.world, message),
    ...more,
  };
}

function threadParent({ world, values }: TokenCall, channel: Channel) {
  const threadTs = textArgument(values, "thread_ts");
  if (threadTs === undefined || threadTs === "") return null;
  const parent = world.messages.find(channel.id, threadTs);
  if (parent !== undefined) return parent.threadTs ?? parent.ts;
  return world.assumptions.unknownThreadParent === "top_level" ? null : refuse("cannot_reply_to_message");
}

/** How the message is signed: by the app, unless it may and does say otherwise. */
function appearance({ world, values, caller }: TokenCall) {
  const username = textArgument(values, "username");
  const icon = textArgument(values, "icon_emoji") ?? textArgument(values, "icon_url");
  const plain = { username: caller.app.name, icon: null };
  if (username === undefined && icon === undefined) return plain;
  if (caller.installation.scopes.includes("chat:write.customize")) {
    return { username: username ?? plain.username, icon: icon ?? null };
  }
  if (world.assumptions.customizeWithoutScope === "ignored") return plain;
  return refuse("missing_scope", {
    needed: "chat:write.customize",
    provided: caller.installation.scopes.join(","),
  });
}

function repeated({ world }: TokenCall, channel: Channel, clientMsgId: string | null): Message | undefined {
  if (clientMsgId === null || world.assumptions.clientMsgId === "ignored") return undefined;
  return world.messages.inChannel(channel.id).find((message) => message.clientMsgId === clientMsgId);
}
