import type { Caller } from "@/local/slack/api/call";
import type { Channel } from "@/local/slack/world/directory-records";
import type { JsonObject } from "@/local/slack/world/json";

/** A channel as `conversations.list` and `conversations.info` describe it to a caller. */
export function channelBody(channel: Channel, caller: Caller): JsonObject {
  const { botUserId } = caller.installation;
  if (channel.kind === "im") return directBody(channel, botUserId);
  const isPrivate = channel.kind === "private";
  const words = (value: string) => ({ value, creator: value === "" ? "" : channel.creator, last_set: 0 });
  return {
    id: channel.id,
    name: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    created: channel.created,
    is_archived: channel.archived,
    is_general: channel.isGeneral,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: channel.teamId,
    updated: channel.created * 1000,
    creator: channel.creator,
    is_ext_shared: false,
    shared_team_ids: [channel.teamId],
    pending_connected_team_ids: [],
    is_member: channel.members.includes(botUserId),
    topic: words(channel.topic),
    purpose: words(channel.purpose),
    ...(channel.posting === "read_only"
      ? { properties: { posting_restricted_to: { type: ["admin"] } } }
      : {}),
    previous_names: [],
    num_members: channel.members.length,
  };
}

function directBody(channel: Channel, botUserId: string): JsonObject {
  return {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    context_team_id: channel.teamId,
    user: channel.members.find((member) => member !== botUserId) ?? "",
    is_user_deleted: false,
    priority: 0,
  };
}
