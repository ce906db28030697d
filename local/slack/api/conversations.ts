import { flagArgument, textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { channelBody } from "@/local/slack/api/channel-body";
import { visibleChannel } from "@/local/slack/api/chat-change";
import { cutPage } from "@/local/slack/api/cursor";
import { isRefusal, refuse } from "@/local/slack/api/refusal";
import { announceJoin } from "@/local/slack/signals/announce-channel";
import { openDirect, teamsOf } from "@/local/slack/world/channel-directory";
import type { Channel } from "@/local/slack/world/directory-records";

const readScope = { public: "channels:read", private: "groups:read", im: "im:read" } as const;

function scopeRefusal({ caller }: TokenCall, channel: Channel): Answer | undefined {
  const needed = readScope[channel.kind];
  if (caller.installation.scopes.includes(needed)) return undefined;
  return refuse("missing_scope", { needed, provided: caller.installation.scopes.join(",") });
}

/** `conversations.info`. */
export function conversationsInfo(call: TokenCall): Answer {
  const channel = visibleChannel(call);
  if (isRefusal(channel)) return channel;
  const restrictions = {
    is_read_only: channel.posting === "read_only",
    is_thread_only: channel.posting === "thread_only",
    is_non_threadable: channel.posting === "non_threadable",
  };
  const body = channelBody(channel, call.caller);
  return (
    scopeRefusal(call, channel) ?? {
      ok: true,
      channel: channel.kind === "im" ? body : { ...body, ...restrictions },
    }
  );
}

/** `conversations.members`. */
export function conversationsMembers(call: TokenCall): Answer {
  const channel = visibleChannel(call);
  if (isRefusal(channel)) return channel;
  const refused = scopeRefusal(call, channel);
  if (refused !== undefined) return refused;
  const page = cutPage(call.values, channel.members, (member) => member);
  if (isRefusal(page)) return page;
  return { ok: true, members: [...page.items], response_metadata: { next_cursor: page.nextCursor } };
}

/** `conversations.join`: public channels only. */
export function conversationsJoin(call: TokenCall): Answer {
  const channel = visibleChannel(call);
  if (isRefusal(channel)) return channel;
  if (channel.kind !== "public") return refuse("method_not_supported_for_channel_type");
  if (channel.archived) return refuse("is_archived");
  const { botUserId } = call.caller.installation;
  const already = channel.members.includes(botUserId);
  if (!already) {
    channel.members.push(botUserId);
    announceJoin(call.world, channel, botUserId);
  }
  const { num_members: _count, ...shown } = channelBody(channel, call.caller);
  const body = { ok: true, channel: shown };
  if (!already) return body;
  return { ...body, warning: "already_in_channel", response_metadata: { warnings: ["already_in_channel"] } };
}

/** `conversations.open` with one person; the same conversation comes back every time. */
export function conversationsOpen({ world, values, caller }: TokenCall): Answer {
  const users = (textArgument(values, "users") ?? "").split(",").filter((id) => id !== "");
  const [first] = users;
  if (first === undefined) return refuse("users_list_not_supplied");
  if (users.length > 8) return refuse("too_many_users");
  if (users.length > 1) {
    return refuse("missing_scope", { needed: "mpim:write", provided: caller.installation.scopes.join(",") });
  }
  const user = world.users.get(first);
  if (user === undefined || !teamsOf(world, caller.installation).has(user.teamId))
    return refuse("user_not_found");
  if (user.deleted) return refuse("user_disabled");
  if (user.isBot) return refuse("invalid_user_combination");
  const before = world.channels.size;
  const channel = openDirect(world, user.teamId, caller.installation.botUserId, user.id);
  const known = world.channels.size === before ? { no_op: true, already_open: true } : {};
  if (flagArgument(values, "return_im")) return { ok: true, ...known, channel: channelBody(channel, caller) };
  return { ok: true, ...known, channel: { id: channel.id } };
}
