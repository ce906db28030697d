import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { OptionError } from "./options";
import { beginningOf } from "./process-identity";

/** A claim on a data folder. `leaving` lets the next start wait for us; `release` gives the folder back. */
export type Lock = { leaving(): void; release(): void };

/** How long to wait for one that may just be told to stop, and for one that is stopping. */
export type Patience = { forAnybodyMs: number; forLeavingMs: number };

const POLL_MS = 50;

/**
 * Claims a data folder for this process, so that two starts never run on the same data. Whoever stops one
 * start and begins the next need not know when the first has really ended.
 * @throws OptionError naming the process that has the folder and does not leave
 */
export async function lockDataFolder(
  directory: string,
  { forAnybodyMs, forLeavingMs }: Patience = { forAnybodyMs: 1500, forLeavingMs: 30_000 },
): Promise<Lock> {
  const file = join(directory, "up.lock");
  const claim = `${process.pid} ${beginningOf(process.pid)}`;
  const start = performance.now();
  while (!take(file, claim)) {
    const holder = livingHolder(file);
    const waited = performance.now() - start;
    if (!holder) clearStale(file);
    else if (waited < (holder.leaving ? forLeavingMs : forAnybodyMs)) await delay(POLL_MS);
    else throw new OptionError(complaint(directory, holder.pid));
  }
  return {
    leaving: () => writeFileSync(file, `${claim} leaving\n`),
    release: () => rmSync(file, { force: true }),
  };
}

function complaint(directory: string, pid: number): string {
  return `Bellwire already runs on the data in ${directory} (process ${pid}). Stop it, or start with another --data-dir.`;
}

// Linking makes the file appear with its content in one step: nobody ever reads half a claim.
function take(file: string, claim: string): boolean {
  const prepared = `${file}.${process.pid}`;
  writeFileSync(prepared, `${claim}\n`, { mode: 0o600 });
  try {
    linkSync(prepared, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(prepared, { force: true });
  }
}

// Taken aside rather than removed: between our look at it and now, somebody else may have cleared it and moved in.
function clearStale(file: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (livingHolder(aside)) linkSync(aside, file);
  } catch {
    // Cleared by somebody else.
  } finally {
    rmSync(aside, { force: true });
  }
}

function livingHolder(file: string): { pid: number; leaving: boolean } | undefined {
  try {
    const [number = "", beginning = "", leaving] = readFileSync(file, "utf8").trim().split(" ");
    const pid = Number.parseInt(number, 10);
    return beginning && beginningOf(pid) === beginning ? { pid, leaving: leaving === "leaving" } : undefined;
  } catch {
    return undefined;
  }
}
