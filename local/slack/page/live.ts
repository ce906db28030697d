import type { ServerResponse } from "node:http";
import { renderOne } from "@/local/slack/page/message-list";
import { isInChannel, markSeen, unreadCount } from "@/local/slack/page/viewer";
import type { Channel } from "@/local/slack/world/directory-records";
import type { MessageChange } from "@/local/slack/world/message-store";
import type { World } from "@/local/slack/world/world";

/** Changes are gathered for this long before they are sent, so that a burst costs the browser little. */
const gatherMs = 120;
/** A larger burst than this in one gathering makes the browser load the page again. */
const reloadAbove = 60;
const heartbeatMs = 20_000;

/** What the stream sends: rows that came, changed or went; unread counts; or "load the page again". */
interface Batch {
  readonly rows: { readonly ts: string; readonly html: string | null }[];
  readonly unread: Record<string, number>;
  readonly reload: boolean;
}

const reloadBatch: Batch = { rows: [], unread: {}, reload: true };

/** Keeps a browser up to date with one channel, by server-sent events, until it goes away. */
export function streamChannel(world: World, channel: Channel, response: ServerResponse): void {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    connection: "keep-alive",
  });
  response.write("retry: 1000\n\n");
  let roots = new Set<string>();
  let others = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let cleared = false;
  const flush = () => {
    timer = undefined;
    const batch = cleared ? reloadBatch : gather(world, channel, roots, others);
    roots = new Set();
    others = new Set();
    cleared = false;
    response.write(`data: ${JSON.stringify(batch)}\n\n`);
  };
  const stopListening = world.messages.listen((change: MessageChange) => {
    timer ??= setTimeout(flush, gatherMs);
    if (change.kind === "cleared") {
      cleared = true;
      return;
    }
    const { message } = change;
    if (message.channel === channel.id) {
      if (message.threadTs !== null) roots.add(message.threadTs);
      if (isInChannel(message)) roots.add(message.ts);
    } else others.add(message.channel);
  });
  const heartbeat = setInterval(() => response.write(": still here\n\n"), heartbeatMs);
  response.on("close", () => {
    stopListening();
    clearInterval(heartbeat);
    clearTimeout(timer);
  });
}

function gather(
  world: World,
  channel: Channel,
  roots: ReadonlySet<string>,
  others: ReadonlySet<string>,
): Batch {
  markSeen(world, channel.id);
  const unread: Record<string, number> = {};
  for (const id of others) {
    const other = world.channels.get(id);
    if (other !== undefined) unread[id] = unreadCount(world, other);
  }
  if (roots.size > reloadAbove) return { rows: [], unread, reload: true };
  const rows = [...roots].sort().map((ts) => ({ ts, html: renderOne(world, channel, ts) ?? null }));
  return { rows, unread, reload: false };
}
