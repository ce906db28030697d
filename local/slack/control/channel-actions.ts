import { type ControlAnswer, done, refused } from "@/local/slack/control/answer";
import type { ChannelChange } from "@/local/slack/control/channels";
import { demoTeam } from "@/local/slack/demo-world";
import { addChannel } from "@/local/slack/seed-channels";
import {
  announceArchive,
  announceDeletion,
  announceIdChange,
  announceJoin,
  announceLeave,
  announceRename,
} from "@/local/slack/signals/announce-channel";
import { findChannel } from "@/local/slack/world/channel-directory";
import type { Channel } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** Something that a person does to a channel. */
export type ChannelAction = (world: World, change: ChannelChange) => ControlAnswer;

type OnChannel = (world: World, channel: Channel, change: ChannelChange) => ControlAnswer | undefined;

/** Makes one channel, or `count` of them at once, for pickers that must cope with thousands. */
export const bulkChannels: ChannelAction = (world, change) => {
  const count = change.action === "bulk" ? (change.count ?? 1_000) : 1;
  const prefix = change.prefix ?? change.name ?? "team";
  const ids: string[] = [];
  for (let number = 1; number <= count; number++) {
    const name =
      change.action === "bulk" ? `${prefix}-${String(number).padStart(4, "0")}` : (change.name ?? "");
    if (!/^[\p{Ll}\p{N}\p{Lo}_-]{1,80}$/u.test(name))
      return refused("a name has 1 to 80 lower-case letters, digits, - or _");
    if (taken(world, name, change.team)) return refused(`name_taken: ${name}`);
    ids.push(createChannel(world, name, change).id);
  }
  return change.action === "bulk"
    ? done({ count, ids })
    : done({ channel: { id: ids[0], name: change.name } });
};

function taken(world: World, name: string, team: string | undefined): boolean {
  return findChannel(world, name, new Set([team ?? demoTeam.id])) !== undefined;
}

function createChannel(world: World, name: string, change: ChannelChange): Channel {
  const teamId = change.team ?? demoTeam.id;
  const people = [...world.users.values()].filter(
    (user) => user.teamId === teamId && !user.deleted && !user.isBot,
  );
  const bots = [...world.users.values()].filter((user) => user.teamId === teamId && user.isBot);
  const members = change.members ?? people.map((person) => person.id);
  return addChannel(world, {
    id: change.id ?? world.mint.id("C"),
    name,
    teamId,
    kind: change.private === true ? "private" : "public",
    archived: change.archived ?? false,
    purpose: change.purpose ?? "",
    topic: change.topic ?? "",
    posting: change.posting ?? "everyone",
    creator: people[0]?.id ?? "",
    created: Math.floor(world.clock.now() / 1000),
    members: change.withBot === true ? [...members, ...bots.map((bot) => bot.id)] : members,
  });
}

/** Finds the channel that a change names, and answers with it unless the change answers for itself. */
function onChannel(act: OnChannel): ChannelAction {
  return (world, change) => {
    const wanted = change.channel ?? change.id ?? "";
    const channel = findChannel(
      world,
      wanted,
      change.team === undefined ? undefined : new Set([change.team]),
    );
    if (channel === undefined) return refused(`there is no channel ${wanted}`, 404);
    return act(world, channel, change) ?? done({ channel: { id: channel.id, name: channel.name } });
  };
}

function memberOf(world: World, channel: Channel, change: ChannelChange): string {
  if (change.user !== undefined) return change.user;
  const bots = [...world.users.values()].filter((user) => user.isBot && user.teamId === channel.teamId);
  return bots.at(-1)?.id ?? "";
}

/** What can be done to a channel that exists. */
export const channelActions = {
  archive: onChannel((world, channel) => {
    channel.archived = true;
    announceArchive(world, channel);
    return undefined;
  }),
  unarchive: onChannel((world, channel) => {
    channel.archived = false;
    announceArchive(world, channel);
    return undefined;
  }),
  rename: onChannel((world, channel, { name }) => {
    if (name === undefined || name === "") return refused("name: the new name is missing");
    channel.name = name;
    announceRename(world, channel);
    return undefined;
  }),
  invite: onChannel((world, channel, change) => {
    const user = memberOf(world, channel, change);
    if (!channel.members.includes(user)) channel.members.push(user);
    announceJoin(world, channel, user);
    return undefined;
  }),
  kick: onChannel((world, channel, change) => {
    const user = memberOf(world, channel, change);
    announceLeave(world, channel, user);
    channel.members = channel.members.filter((member) => member !== user);
    return undefined;
  }),
  delete: onChannel((world, channel) => {
    announceDeletion(world, channel);
    world.channels.delete(channel.id);
    return undefined;
  }),
  change_id: onChannel((world, channel) => {
    const newId = world.mint.id("C");
    world.channels.delete(channel.id);
    world.channels.set(newId, { ...channel, id: newId });
    announceIdChange(world, channel, newId);
    return done({ channel: { id: newId, name: channel.name }, was: channel.id });
  }),
  posting: onChannel((_world, channel, { posting }) => {
    channel.posting = posting ?? "everyone";
    return undefined;
  }),
} satisfies Record<string, ChannelAction>;
