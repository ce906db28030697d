import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { directoryOf, restoreWorld, snapshot } from "@/local/slack/world/snapshot";
import type { World } from "@/local/slack/world/world";

const messagesAtOnce = 200;
const idleMs = 500;
/** A write is followed by a rest of so many times its own length, so that a large world is not written all the time. */
const restFactor = 20;

/** Fills the world from its file. False when there is none, or none that can be read; that one is set aside. */
export function loadState(world: World, path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    restoreWorld(world, snapshot.parse(JSON.parse(readFileSync(path, "utf8"))));
    return true;
  } catch (error) {
    renameSync(path, `${path}.unreadable`);
    const reason = error instanceof Error ? error.message.slice(0, 200) : "";
    process.stderr.write(`slack simulator: ${path} could not be read and was set aside: ${reason}\n`);
    return false;
  }
}

/** Writes the whole world at once. */
export function saveState(world: World, path: string): void {
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
  mkdirSync(dirname(path), { recursive: true });
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

/** Keeps the file up to date while the world changes. Returns the function that ends this with a last write. */
export function keepState(world: World, path: string): () => Promise<void> {
  let written = world.changes;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const look = async () => {
    let rest = idleMs;
    if (world.changes !== written) {
      written = world.changes;
      const began = performance.now();
      writing = saveSlowly(world, path);
      await writing.catch((error: unknown) => process.stderr.write(`slack simulator: ${String(error)}\n`));
      rest = Math.max(idleMs, (performance.now() - began) * restFactor);
    }
    if (timer !== undefined) timer = setTimeout(look, rest).unref();
  };
  timer = setTimeout(look, idleMs).unref();
  return async () => {
    clearTimeout(timer);
    timer = undefined;
    await writing.catch(() => undefined);
    saveState(world, path);
  };
}
