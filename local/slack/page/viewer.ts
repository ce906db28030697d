import { demoUsers } from "@/local/slack/demo-world";
import type { Channel, User } from "@/local/slack/world/directory-records";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

/** The person who looks at the page: always the same one in a workspace. */
export function viewerOf(world: World, teamId: string): User | undefined {
  const demo = world.users.get(demoUsers.viewer.id);
  if (demo?.teamId === teamId) return demo;
  return [...world.users.values()].find((user) => user.teamId === teamId && user.isAdmin);
}

/** How many messages of a channel the person has not seen; replies inside threads do not count. */
export function unreadCount(world: World, channel: Channel): number {
  const seen = world.seen.get(channel.id) ?? "";
  const list = world.messages.inChannel(channel.id);
  let count = 0;
  for (let at = list.length - 1; at >= 0; at--) {
    const message = list[at];
    if (message === undefined || message.ts <= seen) break;
    if (isInChannel(message)) count += 1;
  }
  return count;
}

/** True for a message that stands in the channel itself, a reply that was also sent there included. */
export function isInChannel(message: Message): boolean {
  return message.threadTs === null || message.broadcast;
}

/** Notes that the person has now seen everything in a channel. */
export function markSeen(world: World, channelId: string): void {
  const newest = world.messages.inChannel(channelId).at(-1);
  if (newest !== undefined) world.seen.set(channelId, newest.ts);
}
