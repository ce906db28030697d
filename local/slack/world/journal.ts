import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { basename, dirname } from "node:path";
import { z } from "zod";
import { type Message, messageRecord } from "@/local/slack/world/message-records";
import { directory, directoryOf, restoreDirectory } from "@/local/slack/world/snapshot";
import type { World } from "@/local/slack/world/world";

/**
 * What changed since the world was last written whole, one line a change. A line is in the operating system's hands before
 * the answer goes out, so that what was acknowledged outlives this process, whatever ends it.
 */
export interface Journal {
  /** Writes what has changed. `directoryToo`: looks for changes of everything but messages as well. */
  commit(directoryToo: boolean): void;
  /** Goes on in a new file. Returns the function that drops the older ones, once they are needed no more. */
  rotate(): () => void;
  /** Bytes in the current file. */
  size(): number;
  close(): void;
}

const entry = z.object({
  minted: z.number().int(),
  message: messageRecord.optional(),
  /** Channel and `ts` of a message that was deleted. */
  gone: z.tuple([z.string(), z.string()]).optional(),
  /** All messages went. */
  cleared: z.literal(true).optional(),
  directory: directory.optional(),
});
type Entry = z.infer<typeof entry>;

const fileOf = (path: string, number: number) => `${path}.journal-${number}`;

function numbers(path: string): number[] {
  const prefix = `${basename(path)}.journal-`;
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const found = readdirSync(folder).filter((name) => name.startsWith(prefix));
  return found.map((name) => Number(name.slice(prefix.length))).sort((one, other) => one - other);
}

/** Goes through what was written since the world was last kept whole. What is in the world already does no harm. */
export function replayJournals(world: World, path: string): void {
  for (const number of numbers(path)) {
    for (const line of readFileSync(fileOf(path, number), "utf8").split("\n")) {
      const read = line === "" ? undefined : parse(line);
      // The last line of a process that was killed may be half a line; nothing can stand behind it.
      if (line !== "" && read === undefined) break;
      if (read !== undefined) replay(world, read);
    }
  }
  for (const { channel, ts } of world.messages.all()) {
    if (ts > (world.lastTs.get(channel) ?? "")) world.lastTs.set(channel, ts);
  }
}

function parse(line: string): Entry | undefined {
  try {
    return entry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function replay(world: World, { minted, message, gone, cleared, directory: kept }: Entry): void {
  if (cleared) world.messages.clear();
  if (kept !== undefined) restoreDirectory(world, kept);
  if (message !== undefined) put(world, message);
  const leaving = gone === undefined ? undefined : world.messages.find(...gone);
  if (leaving !== undefined) world.messages.remove(leaving);
  world.mint.restore(minted);
}

function put(world: World, message: Message): void {
  const known = world.messages.find(message.channel, message.ts);
  if (known === undefined) world.messages.add(message);
  else Object.assign(known, message);
}

/** Opens a journal beside the state file, which holds the world as it is now. */
export function openJournal(world: World, path: string): Journal {
  let number = (numbers(path).at(-1) ?? 0) + 1;
  let file = openSync(fileOf(path, number), "a", 0o600);
  let bytes = 0;
  let waiting: Omit<Entry, "minted">[] = [];
  let lastDirectory = withoutCounters(world);
  const stopListening = world.messages.listen((change) => {
    if (change.kind === "cleared") waiting.push({ cleared: true });
    else if (change.kind === "deleted") waiting.push({ gone: [change.message.channel, change.message.ts] });
    else waiting.push({ message: change.message });
  });
  return {
    commit(directoryToo) {
      const now = directoryToo ? withoutCounters(world) : lastDirectory;
      if (now !== lastDirectory) waiting.push({ directory: directoryOf(world) });
      if (waiting.length === 0) return;
      const minted = world.mint.count();
      const lines = waiting.map((change) => `${JSON.stringify({ minted, ...change })}\n`).join("");
      bytes += writeSync(file, lines);
      waiting = [];
      lastDirectory = now;
    },
    rotate() {
      closeSync(file);
      const older = numbers(path);
      number += 1;
      file = openSync(fileOf(path, number), "a", 0o600);
      bytes = 0;
      return () => {
        for (const one of older) rmSync(fileOf(path, one), { force: true });
      };
    },
    size: () => bytes,
    close() {
      stopListening();
      closeSync(file);
    },
  };
}

/** The directory as text, without what moves with every call and every message. */
function withoutCounters(world: World): string {
  return JSON.stringify({ ...directoryOf(world), minted: 0, lastTs: [] });
}
