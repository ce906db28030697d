import type { Installation } from "@/local/slack/world/access-records";
import type { Channel } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

const nameIndexes = new WeakMap<World, { size: number; byName: Map<string, string> }>();

/** A channel by id, `name` or `#name`, in any of the teams given (all teams when none are). */
export function findChannel(
  world: World,
  wanted: string,
  teamIds?: ReadonlySet<string>,
): Channel | undefined {
  const inReach = (channel: Channel | undefined) =>
    channel !== undefined && (teamIds === undefined || teamIds.has(channel.teamId)) ? channel : undefined;
  const byId = inReach(world.channels.get(wanted));
  if (byId !== undefined) return byId;
  const name = wanted.replace(/^[#@]/, "");
  const indexed = world.channels.get(nameIndex(world).get(name) ?? "");
  if (indexed?.name === name && inReach(indexed)) return indexed;
  return [...world.channels.values()].find((channel) => channel.name === name && inReach(channel));
}

function nameIndex(world: World): Map<string, string> {
  const known = nameIndexes.get(world);
  if (known?.size === world.channels.size) return known.byName;
  const byName = new Map<string, string>();
  for (const channel of world.channels.values()) {
    if (!byName.has(channel.name)) byName.set(channel.name, channel.id);
  }
  nameIndexes.set(world, { size: world.channels.size, byName });
  return byName;
}

/** The teams that an installation reaches: one, or every workspace of its organization. */
export function teamsOf(world: World, installation: Installation): ReadonlySet<string> {
  if (!installation.orgWide) return new Set(installation.teamId === null ? [] : [installation.teamId]);
  const inside = [...world.teams.values()].filter((team) => team.enterpriseId === installation.enterpriseId);
  return new Set(inside.map((team) => team.id));
}

/** True when the bot may know that the channel exists: it is public, or the bot is in it. */
export function isVisible(channel: Channel, botUserId: string): boolean {
  return channel.kind === "public" || channel.members.includes(botUserId);
}

/** The direct conversation between the bot and a person, made when there was none. */
export function openDirect(world: World, teamId: string, botUserId: string, userId: string): Channel {
  const name = world.users.get(userId)?.name ?? userId;
  for (const channel of world.channels.values()) {
    if (channel.kind !== "im" || channel.teamId !== teamId) continue;
    if (channel.members.includes(userId) && channel.members.includes(botUserId)) return channel;
  }
  const channel: Channel = {
    id: world.mint.id("D"),
    teamId,
    name,
    kind: "im",
    archived: false,
    isGeneral: false,
    creator: botUserId,
    created: Math.floor(world.clock.now() / 1000),
    members: [botUserId, userId],
    topic: "",
    purpose: "",
    posting: "everyone",
  };
  world.channels.set(channel.id, channel);
  return channel;
}
