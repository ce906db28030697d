import { textArgument } from "@/local/slack/api/arguments";
import type { Caller } from "@/local/slack/api/call";
import { findChannel, teamsOf } from "@/local/slack/world/channel-directory";
import type { JsonObject } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

/**
 * What a post is paced by: the channel, and for a direct message the person, however they were named.
 * `undefined` for a channel that does not exist, which is refused without being counted.
 */
export function paceSubject(world: World, caller: Caller, values: JsonObject): string | undefined {
  const wanted = textArgument(values, "channel");
  if (wanted === undefined) return undefined;
  if (world.users.has(wanted)) return wanted;
  const channel = findChannel(world, wanted, teamsOf(world, caller.installation));
  if (channel?.kind !== "im") return channel?.id;
  return channel.members.find((member) => member !== caller.installation.botUserId);
}
