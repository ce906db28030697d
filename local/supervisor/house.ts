import { rmSync } from "node:fs";
import { writeAtomically } from "./data-folder";
import { startGuard } from "./guard";
import { runningList } from "./leftovers";
import { keepAlive, type Launch, type Part } from "./part";
import { type PartName, stopOrder } from "./programs";
import { say, yellow } from "./screen";

/** The parts that run, kept alive, written down, and stopped in order. */
export type House = {
  /** Starts a part; settles when it does its work. */
  add(name: PartName, launch: Launch): Promise<void>;
  /** From now on the ready file holds this and the pids, whatever happens to a part. */
  announce(document: Record<string, unknown>): void;
  /** Stops all parts, one after the other, and takes the ready file away. Calling it again changes nothing. */
  stop(): Promise<void>;
  /** Ends all parts without asking. */
  kill(): void;
};

/** @param options.readyFile where to write the addresses once everything answers */
export function openHouse({ dataDir, readyFile }: { dataDir: string; readyFile: string | undefined }): House {
  const parts = new Map<PartName, Part>();
  const guard = startGuard();
  const list = runningList(dataDir);
  let announced: Record<string, unknown> | undefined;
  let stopped: Promise<void> | undefined;

  const changed = () => {
    const pids = Object.fromEntries([...parts].map(([name, part]) => [name, part.pid()]));
    const { postgres = 0, ...rest } = pids;
    const others = Object.values(rest).filter((pid) => pid > 0);
    guard.watch({ postgres, others });
    list.note(others);
    // A part that is just being started again has no number to give: the file waits for the next one.
    const complete = Object.values(pids).every((pid) => pid > 0);
    if (readyFile && announced && !stopped && complete) writeAtomically(readyFile, { ...announced, pids });
  };
  const stopAll = async () => {
    for (const together of stopOrder) await Promise.all(together.map((name) => parts.get(name)?.stop()));
    guard.release();
    list.forget();
    if (readyFile) rmSync(readyFile, { force: true });
  };

  if (readyFile) rmSync(readyFile, { force: true });
  return {
    add: (name, launch) => {
      if (stopped) return Promise.reject(new Error("stopping"));
      const part = keepAlive({ name, launch, changed: () => queueMicrotask(changed), say: sayAside });
      parts.set(name, part);
      return part.ready;
    },
    announce: (document) => {
      announced = document;
      changed();
    },
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
    kill: () => {
      for (const part of parts.values()) part.kill();
    },
  };
}

function sayAside(line: string): void {
  say(`${yellow("!")} ${new Date().toLocaleTimeString("en-GB")} ${line}`);
}
