import { flagArgument, textArgument } from "@/local/slack/api/arguments";
import type { TokenCall } from "@/local/slack/api/call";
import { type Refusal, refuse, refuseArguments } from "@/local/slack/api/refusal";
import { findChannel, isVisible, openDirect, teamsOf } from "@/local/slack/world/channel-directory";
import type { Channel } from "@/local/slack/world/directory-records";

/** The channel that a post is for; a person's id opens the direct conversation with the app. */
export function resolveTarget({ world, values, caller }: TokenCall): Channel | Refusal {
  const wanted = textArgument(values, "channel");
  if (wanted === undefined || wanted === "") return refuseArguments("missing required field: channel");
  const { installation } = caller;
  const teams = teamsOf(world, installation);
  const user = world.users.get(wanted);
  if (user !== undefined && teams.has(user.teamId)) {
    if (user.isBot) return refuse("cannot_dm_bot");
    return user.deleted
      ? refuse("user_disabled")
      : openDirect(world, user.teamId, installation.botUserId, user.id);
  }
  const isId = /^[CGD][A-Z0-9]{8,11}$/.test(wanted);
  if (installation.orgWide && !isId) return refuse("team_not_found");
  const channel = findChannel(world, wanted, teams);
  if (channel === undefined || !isVisible(channel, installation.botUserId))
    return refuse("channel_not_found");
  return channel;
}

/** Why the bot may not post into a channel that it can see; `undefined` when it may. */
export function postingRefusal(call: TokenCall, channel: Channel, isReply: boolean): Refusal | undefined {
  const { installation } = call.caller;
  if (channel.kind === "im" && channel.members.some((id) => call.world.users.get(id)?.deleted))
    return refuse("user_disabled");
  if (channel.archived) return refuse("is_archived");
  const isMember = channel.members.includes(installation.botUserId);
  if (!isMember && !installation.scopes.includes("chat:write.public")) return refuse("not_in_channel");
  if (flagArgument(call.values, "as_user")) return refuse("as_user_not_supported");
  if (channel.posting === "read_only") return refuse("restricted_action_read_only_channel");
  if (channel.posting === "thread_only" && !isReply) return refuse("restricted_action_thread_only_channel");
  if (channel.posting === "non_threadable" && isReply)
    return refuse("restricted_action_non_threadable_channel");
  return undefined;
}
