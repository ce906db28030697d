import { textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { postingRefusal, resolveTarget } from "@/local/slack/api/post-target";
import { isRefusal, refuse, refuseArguments } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { post } from "@/local/slack/world/post";

/** `chat.postEphemeral`: a message that one member of the channel sees. */
export function chatPostEphemeral(call: TokenCall): Answer {
  const { world, values, caller, incoming } = call;
  const channel = resolveTarget(call);
  if (isRefusal(channel)) return channel;
  const user = textArgument(values, "user");
  if (user === undefined) return refuseArguments("missing required field: user");
  const refused = postingRefusal(call, channel, false);
  if (refused !== undefined) return refused;
  if (!channel.members.includes(user)) return refuse("user_not_in_channel");
  const content = readContent(values, world.assumptions.blockTextTotal);
  if (isRefusal(content)) return content;
  const message = post(world, {
    channel,
    content,
    appId: caller.app.id,
    botId: caller.installation.botId,
    userId: caller.installation.botUserId,
    username: caller.app.name,
    via: "bot",
    threadTs: textArgument(values, "thread_ts") ?? null,
    ephemeralFor: user,
    receivedAt: incoming.receivedAt,
  });
  return { ok: true, message_ts: message.ts };
}
