import { jsonArgument, malformed, textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { messageBody } from "@/local/slack/api/message-body";
import { isRefusal, type Refusal, refuse, refuseArguments } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { sanitiseText, withBlockIds } from "@/local/slack/content/sanitise";
import { sentTs } from "@/local/slack/signals/signature";
import { findChannel, isVisible, teamsOf } from "@/local/slack/world/channel-directory";
import type { Channel } from "@/local/slack/world/directory-records";
import type { Message } from "@/local/slack/world/message-records";

const longestUpdate = 4_000;

/** `chat.update`: what is not sent stays; an empty list takes blocks or attachments away. */
export function chatUpdate(call: TokenCall): Answer {
  const { world, values } = call;
  const found = ownMessage(call, "cant_update_message");
  if (isRefusal(found)) return found;
  const { message, channel } = found;
  if (channel.archived) return refuse("is_inactive");
  const text = textArgument(values, "text") ?? message.text;
  if (text.length > longestUpdate) return refuse("msg_too_long");
  const kept = {
    text,
    blocks: message.blocks,
    attachments: message.attachments,
    metadata: message.metadata ?? undefined,
  };
  const sent = {
    ...kept,
    ...given(call, "blocks"),
    ...given(call, "attachments"),
    ...given(call, "metadata"),
  };
  const markdown = textArgument(values, "markdown_text");
  const content = readContent(
    markdown === undefined ? sent : { ...values, blocks: undefined },
    world.assumptions.blockTextTotal,
  );
  if (isRefusal(content)) return content;
  message.text = sanitiseText(content.text);
  message.blocks = withBlockIds(content.blocks, () => world.mint.secret(5));
  message.attachments = [...content.attachments];
  message.metadata = content.metadata;
  message.editedTs = sentTs(world);
  world.messages.touch(message);
  const { ts, ...shown } = messageBody(world, message);
  return { ok: true, channel: channel.id, ts, text: message.text, message: shown };
}

function given({ values }: TokenCall, name: string) {
  const value = jsonArgument(values, name);
  return value === undefined ? {} : { [name]: value === malformed ? values[name] : value };
}

/** `chat.delete`. */
export function chatDelete(call: TokenCall): Answer {
  const found = ownMessage(call, "cant_delete_message");
  if (isRefusal(found)) return found;
  call.world.messages.remove(found.message);
  return { ok: true, channel: found.message.channel, ts: found.message.ts };
}

/** `chat.getPermalink`. */
export function chatGetPermalink(call: TokenCall): Answer {
  const channel = visibleChannel(call);
  if (isRefusal(channel)) return channel;
  const ts = textArgument(call.values, "message_ts");
  if (ts === undefined) return refuseArguments("missing required field: message_ts");
  const message = call.world.messages.find(channel.id, ts);
  if (message === undefined) return refuse("message_not_found");
  const domain = call.world.teams.get(channel.teamId)?.domain ?? "unknown";
  const thread = message.threadTs === null ? "" : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const permalink = `https://${domain}.slack.com/archives/${channel.id}/p${ts.replace(".", "")}${thread}`;
  return { ok: true, channel: channel.id, permalink };
}

interface Own {
  readonly message: Message;
  readonly channel: Channel;
}

function ownMessage(call: TokenCall, notOwn: string): Own | Refusal {
  const channel = visibleChannel(call);
  if (isRefusal(channel)) return channel;
  const ts = textArgument(call.values, "ts");
  if (ts === undefined) return refuseArguments("missing required field: ts");
  const message = call.world.messages.find(channel.id, ts);
  if (message === undefined || message.ephemeralFor !== null) return refuse("message_not_found");
  const isOwn = message.via === "bot" && message.botId === call.caller.installation.botId;
  return isOwn ? { message, channel } : refuse(notOwn);
}

/** The channel that a call names by its id, if the bot may know of it. */
export function visibleChannel({ world, values, caller }: TokenCall): Channel | Refusal {
  const wanted = textArgument(values, "channel");
  if (wanted === undefined || wanted === "") return refuseArguments("missing required field: channel");
  const channel = world.channels.get(wanted) ?? undefined;
  const reach =
    channel === undefined ? undefined : findChannel(world, wanted, teamsOf(world, caller.installation));
  if (reach === undefined || !isVisible(reach, caller.installation.botUserId))
    return refuse("channel_not_found");
  return reach;
}
