import { announce } from "@/local/slack/signals/announce";
import type { Channel } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** The prefix of an event's name: private channels have events of their own. */
function family(channel: Channel): "channel" | "group" {
  return channel.kind === "private" ? "group" : "channel";
}

function admin(channel: Channel): string {
  return channel.creator;
}

/** `channel_archive` or `channel_unarchive`, by what the channel now is. */
export function announceArchive(world: World, channel: Channel): void {
  const type = `${family(channel)}_${channel.archived ? "archive" : "unarchive"}`;
  announce(world, channel, { type, channel: channel.id, user: admin(channel) });
}

/** `channel_rename`, with the name that the channel now has. */
export function announceRename(world: World, channel: Channel): void {
  announce(world, channel, {
    type: `${family(channel)}_rename`,
    channel: {
      id: channel.id,
      name: channel.name,
      name_normalized: channel.name,
      created: channel.created,
      is_channel: channel.kind === "public",
      is_mpim: false,
    },
  });
}

/** `channel_deleted`; to be called while the channel is still there. */
export function announceDeletion(world: World, channel: Channel): void {
  announce(world, channel, {
    type: `${family(channel)}_deleted`,
    channel: channel.id,
    actor_id: admin(channel),
  });
}

/** `channel_id_changed`. */
export function announceIdChange(world: World, channel: Channel, newId: string): void {
  announce(world, channel, { type: "channel_id_changed", old_channel_id: channel.id, new_channel_id: newId });
}

/** `member_joined_channel`. */
export function announceJoin(world: World, channel: Channel, user: string): void {
  const channelType = channel.kind === "private" ? "G" : "C";
  const event = {
    channel: channel.id,
    channel_type: channelType,
    team: channel.teamId,
    inviter: admin(channel),
  };
  announce(world, channel, { type: "member_joined_channel", user, ...event });
}

/** `member_left_channel`, and `channel_left` for a bot; to be called while it is still a member. */
export function announceLeave(world: World, channel: Channel, user: string): void {
  const channelType = channel.kind === "private" ? "G" : "C";
  const event = { channel: channel.id, channel_type: channelType, team: channel.teamId };
  announce(world, channel, { type: "member_left_channel", user, ...event });
  if (world.users.get(user)?.isBot !== true) return;
  announce(world, channel, {
    type: `${family(channel)}_left`,
    channel: channel.id,
    actor_id: admin(channel),
  });
}
