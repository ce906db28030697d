import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { openJournal, replayJournals } from "@/local/slack/world/journal";
import { directoryOf, restoreWorld, snapshot } from "@/local/slack/world/snapshot";
import type { World } from "@/local/slack/world/world";

const messagesAtOnce = 200;
const lookEveryMs = 500;
/** The whole world is written anew when the journal has grown to this. */
const journalBytes = 16 * 1024 * 1024;

/** Fills the world from its file and its journal. False when there is none, or none that can be read; that one is set aside. */
export function loadState(world: World, path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    restoreWorld(world, snapshot.parse(JSON.parse(readFileSync(path, "utf8"))));
    replayJournals(world, path);
    return true;
  } catch (error) {
    renameSync(path, `${path}.unreadable`);
    const reason = error instanceof Error ? error.message.slice(0, 200) : "";
    process.stderr.write(`slack simulator: ${path} could not be read and was set aside: ${reason}\n`);
    return false;
  }
}

/** Writes the whole world at once. */
function saveState(world: World, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const lines = world.messages.all().map((message) => JSON.stringify(message));
  writeFileSync(`${path}.new`, `${opening(world)}${lines.join(",\n")}${closing}`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

const closing = "\n]}\n";

function opening(world: World): string {
  return `{"directory":${JSON.stringify(directoryOf(world))},"messages":[\n`;
}

/** Writes the world in slices, so that requests are answered in between. */
async function saveSlowly(world: World, path: string): Promise<void> {
  const file = await open(`${path}.new`, "w", 0o600);
  try {
    const messages = world.messages.all();
    await file.write(opening(world));
    for (let from = 0; from < messages.length; from += messagesAtOnce) {
      const lines = messages.slice(from, from + messagesAtOnce).map((message) => JSON.stringify(message));
      await file.write((from === 0 ? "" : ",\n") + lines.join(",\n"));
    }
    await file.write(closing);
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Keeps a world on disk while it changes. */
export interface Keeping {
  /** To be called before an answer goes out; see `Journal.commit`. */
  commit(directoryToo: boolean): void;
  /** Ends the keeping with the whole world written. */
  end(): Promise<void>;
}

/** Writes the world as it is now, and from here on what changes, as it changes. */
export function keepState(world: World, path: string): Keeping {
  mkdirSync(dirname(path), { recursive: true });
  const journal = openJournal(world, path);
  const startAnew = () => {
    const dropOlder = journal.rotate();
    saveState(world, path);
    dropOlder();
  };
  startAnew();
  let writing: Promise<void> | undefined;
  const look = async () => {
    if (writing !== undefined || journal.size() < journalBytes) return;
    // What changes from here on is in the new file; the old ones are needed until the world stands whole.
    const dropOlder = journal.rotate();
    writing = saveSlowly(world, path).then(dropOlder, (error: unknown) => {
      process.stderr.write(`slack simulator: ${String(error)}\n`);
    });
    await writing;
    writing = undefined;
  };
  const timer = setInterval(look, lookEveryMs).unref();
  let ending: Promise<void> | undefined;
  const end = async () => {
    clearInterval(timer);
    await writing;
    startAnew();
    journal.close();
  };
  return {
    commit(directoryToo) {
      if (ending === undefined) journal.commit(directoryToo);
    },
    end() {
      ending ??= end();
      return ending;
    },
  };
}
