import { renderRow } from "@/local/slack/page/message-row";
import { isInChannel, viewerOf } from "@/local/slack/page/viewer";
import type { Channel } from "@/local/slack/world/directory-records";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

/** How many messages the page shows at first; older ones are loaded on request. */
const shownAtFirst = 100;

/** A stretch of the list, and whether there is more before it. */
export interface Stretch {
  readonly html: string;
  readonly hasOlder: boolean;
}

/** The newest messages of a channel, or those before a `ts`, as rows. */
export function renderStretch(world: World, channel: Channel, before: string | null): Stretch {
  const visible = visibleMessages(world, channel);
  const inChannel = visible.filter(
    (message) => isInChannel(message) && (before === null || message.ts < before),
  );
  const shown = inChannel.slice(-shownAtFirst);
  const replies = repliesByParent(visible);
  const rows = shown.map((message) => renderRow(world, message, replies.get(message.ts) ?? []));
  return { html: rows.join(""), hasOlder: shown.length < inChannel.length };
}

/** The row of the message that stands in the channel under a `ts`, with the replies to it. */
export function renderOne(world: World, channel: Channel, rootTs: string): string | undefined {
  const root = world.messages.find(channel.id, rootTs);
  if (root === undefined || !isFor(root, viewerOf(world, channel.teamId)?.id)) return undefined;
  const list = world.messages.inChannel(channel.id);
  const replies: Message[] = [];
  for (let at = list.length - 1; at >= 0; at--) {
    const message = list[at];
    if (message === undefined || message.ts <= rootTs) break;
    if (message.threadTs === rootTs) replies.unshift(message);
  }
  return renderRow(world, root, replies);
}

function visibleMessages(world: World, channel: Channel): readonly Message[] {
  const viewer = viewerOf(world, channel.teamId)?.id;
  return world.messages.inChannel(channel.id).filter((message) => isFor(message, viewer));
}

function isFor(message: Message, viewer: string | undefined): boolean {
  return message.ephemeralFor === null || message.ephemeralFor === viewer;
}

function repliesByParent(messages: readonly Message[]): Map<string, Message[]> {
  const byParent = new Map<string, Message[]>();
  for (const message of messages) {
    if (message.threadTs === null) continue;
    const list = byParent.get(message.threadTs) ?? [];
    byParent.set(message.threadTs, list);
    list.push(message);
  }
  return byParent;
}
