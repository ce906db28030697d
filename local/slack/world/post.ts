import type { Content } from "@/local/slack/content/content";
import { sanitiseText, withBlockIds } from "@/local/slack/content/sanitise";
import type { Message } from "@/local/slack/world/message-records";
import { nextTs } from "@/local/slack/world/timestamp";
import type { World } from "@/local/slack/world/world";

/** Who posts where, and how it looks. */
export interface Draft {
  readonly channel: { readonly id: string; readonly teamId: string };
  readonly content: Content;
  readonly appId: string;
  readonly botId: string;
  readonly userId: string | null;
  readonly username: string;
  readonly icon?: string | null;
  readonly via: Message["via"];
  readonly threadTs?: string | null;
  readonly broadcast?: boolean;
  readonly ephemeralFor?: string | null;
  readonly clientMsgId?: string | null;
  readonly receivedAt: number;
}

/**
 * Stores a message, and returns it. A bare text that is too long is stored as several messages, of which the
 * first is returned: its `ts` is the only one that Slack tells.
 */
export function post(world: World, draft: Draft): Message {
  const { text, blocks } = draft.content;
  const splits = blocks.length === 0 && text.length > world.assumptions.splitTextAt;
  const [first = text, ...rest] = splits ? pieces(text, world.assumptions.splitTextAt) : [text];
  const message = store(world, draft, { ...draft.content, text: first });
  for (const piece of rest) {
    store(world, draft, { text: piece, blocks: [], attachments: [], metadata: null });
  }
  return message;
}

function store(world: World, draft: Draft, content: Content): Message {
  const message: Message = {
    channel: draft.channel.id,
    teamId: draft.channel.teamId,
    ts: nextTs(world, draft.channel.id),
    threadTs: draft.threadTs ?? null,
    broadcast: draft.broadcast ?? false,
    text: sanitiseText(content.text),
    blocks: withBlockIds(content.blocks, () => world.mint.secret(5)),
    attachments: [...content.attachments],
    metadata: content.metadata,
    appId: draft.appId,
    botId: draft.botId,
    userId: draft.userId,
    username: draft.username,
    icon: draft.icon ?? null,
    via: draft.via,
    editedTs: null,
    ephemeralFor: draft.ephemeralFor ?? null,
    clientMsgId: draft.clientMsgId ?? null,
    receivedAt: draft.receivedAt,
  };
  world.messages.add(message);
  return message;
}

/** Cuts a text into pieces of at most `size` characters, never inside a surrogate pair. */
function pieces(text: string, size: number): string[] {
  const cut: string[] = [];
  for (let from = 0; from < text.length; ) {
    const end = Math.min(text.length, from + size);
    const splitsPair = end < text.length && /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    cut.push(text.slice(from, splitsPair ? end - 1 : end));
    from = splitsPair ? end - 1 : end;
  }
  return cut;
}
