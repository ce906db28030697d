import { controlJson, reply, type WholeReply } from "@/local/slack/http/reply";
import { findChannel } from "@/local/slack/world/channel-directory";
import type { Message } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

const written = new WeakMap<Message, { readonly stamp: string; readonly json: string }>();

/**
 * The messages of a channel (`channel`: id or name), or all; oldest first. `since` keeps those received after that
 * instant (milliseconds), `limit` the newest so many. Messages that only one person sees are left out unless
 * `ephemeral=true`.
 */
export function listMessages(world: World, query: URLSearchParams): WholeReply {
  const wanted = query.get("channel");
  const channel = wanted === null ? undefined : findChannel(world, wanted);
  if (wanted !== null && channel === undefined) return controlJson([]);
  const since = Number(query.get("since") ?? Number.NEGATIVE_INFINITY);
  const withEphemeral = query.get("ephemeral") === "true";
  const all = channel === undefined ? world.messages.all() : world.messages.inChannel(channel.id);
  const shown = all.filter((one) => one.receivedAt > since && (withEphemeral || one.ephemeralFor === null));
  const limited = query.has("limit") ? shown.slice(-Number(query.get("limit"))) : shown;
  const names = new Map<string, string>();
  const items = limited.map((message) => `{${heading(world, names, message)},${body(message)}}`);
  return reply(200, "application/json; charset=utf-8", `[${items.join(",")}]`, {
    "cache-control": "no-store",
  });
}

function heading(world: World, names: Map<string, string>, { channel }: Message): string {
  const known = names.get(channel);
  if (known !== undefined) return known;
  const name = world.channels.get(channel)?.name ?? channel;
  const text = `"channel":${JSON.stringify(channel)},"channelName":${JSON.stringify(name)}`;
  names.set(channel, text);
  return text;
}

/** The rest of the message as JSON without its braces; kept until the message is edited. */
function body(message: Message): string {
  const stamp = message.editedTs ?? "";
  const kept = written.get(message);
  if (kept?.stamp === stamp) return kept.json;
  const json = JSON.stringify({
    ts: message.ts,
    threadTs: message.threadTs,
    text: message.text,
    blocks: message.blocks,
    attachments: message.attachments,
    edited: message.editedTs !== null,
    username: message.username,
    via: message.via,
    receivedAt: message.receivedAt,
  }).slice(1, -1);
  written.set(message, { stamp, json });
  return json;
}
