import type { Message } from "@/local/slack/world/message-records";

/** How many messages a channel keeps; the oldest go first. */
const keptPerChannel = 50_000;
const dropAtOnce = 1_000;

/** What a listener hears: a message came, changed or went; or all went at once. */
export type MessageChange =
  | { readonly kind: "posted" | "changed" | "deleted"; readonly message: Message }
  | { readonly kind: "cleared" };

/** All messages, by channel, oldest first. */
export interface MessageStore {
  add(message: Message): void;
  find(channel: string, ts: string): Message | undefined;
  /** The channel's own array: read it, do not change it. */
  inChannel(channel: string): readonly Message[];
  all(): Message[];
  /** To be called after a message was changed in place. */
  touch(message: Message): void;
  remove(message: Message): void;
  clear(): void;
  /** Returns the function that ends the listening. */
  listen(listener: (change: MessageChange) => void): () => void;
}

interface Shelf {
  list: Message[];
  readonly byTs: Map<string, Message>;
}

/** An empty store. */
export function createMessageStore(): MessageStore {
  const shelves = new Map<string, Shelf>();
  const listeners = new Set<(change: MessageChange) => void>();
  const tell = (change: MessageChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    add(message) {
      const shelf: Shelf = shelves.get(message.channel) ?? { list: [], byTs: new Map() };
      shelves.set(message.channel, shelf);
      shelf.list.push(message);
      shelf.byTs.set(message.ts, message);
      if (shelf.list.length > keptPerChannel + dropAtOnce) {
        for (const gone of shelf.list.splice(0, dropAtOnce)) shelf.byTs.delete(gone.ts);
      }
      tell({ kind: "posted", message });
    },
    find: (channel, ts) => shelves.get(channel)?.byTs.get(ts),
    inChannel: (channel) => shelves.get(channel)?.list ?? [],
    all() {
      const everything = [...shelves.values()].flatMap((shelf) => shelf.list);
      return everything.sort((one, other) => one.receivedAt - other.receivedAt);
    },
    touch: (message) => tell({ kind: "changed", message }),
    remove(message) {
      const shelf = shelves.get(message.channel);
      if (shelf === undefined) return;
      shelf.list = shelf.list.filter((kept) => kept !== message);
      shelf.byTs.delete(message.ts);
      tell({ kind: "deleted", message });
    },
    clear() {
      shelves.clear();
      tell({ kind: "cleared" });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
