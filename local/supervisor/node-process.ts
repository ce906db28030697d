import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { inherited } from "./inherited";
import type { Exit, Launch, Process } from "./part";

/** A Node program that is a part. `args` come after `node`; its output goes to `logFile`. */
export type Program = {
  name: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  logFile: string;
  /** Settles when the program does its work. It may listen to the channel to the program. */
  ready(child: ChildProcess, signal: AbortSignal): Promise<void>;
  /** How long it may take to finish what it does when it is asked to stop. */
  patienceMs: number;
};

const START_MS = 60_000;

/** How to start a Node program and know that it is ready. A failure's message ends with the end of its log. */
export function nodeProgram(program: Program): Launch {
  return async (born) => {
    const logStart = sizeOf(program.logFile);
    const child = start(program);
    const exited = exitOf(child);
    if (!child.pid) throw new Error(`${program.name} could not be started.`);
    const started = handle(child, child.pid, exited, program.patienceMs);
    born(started);
    const outcome = await race(program, child, exited);
    if (outcome === "ready") return started;
    started.kill();
    await exited;
    throw new Error(`${outcome}. The end of ${program.logFile}:\n${tail(program.logFile, logStart)}`);
  };
}

/** Ready when the program says `{ "ready": true }` through its channel. */
export async function saysReady(child: ChildProcess, signal: AbortSignal): Promise<void> {
  for (;;) {
    const [message]: unknown[] = await once(child, "message", { signal });
    if (typeof message === "object" && message && "ready" in message && message.ready === true) return;
  }
}

function start({ args, env, cwd, logFile }: Program): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  // A process group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops things in order.
  const child = spawn(process.execPath, args, {
    cwd,
    env: { NODE_ENV: "production", ...inherited(process.env), ...env },
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  return child;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: -1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

async function race({ ready, name }: Program, child: ChildProcess, exited: Promise<Exit>): Promise<string> {
  const ending = new AbortController();
  try {
    return await Promise.race([
      ready(child, ending.signal).then(() => "ready"),
      exited.then(({ code, signal }) => `${name} ended at once (${signal ?? `exit code ${code}`})`),
      delay(START_MS, `${name} was not ready within ${START_MS / 1000} s`, { signal: ending.signal }),
    ]);
  } finally {
    ending.abort();
  }
}

function handle(child: ChildProcess, pid: number, exited: Promise<Exit>, patienceMs: number): Process {
  return {
    pid,
    exited,
    kill: () => child.kill("SIGKILL"),
    stop: async () => {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), patienceMs);
      await exited;
      clearTimeout(force);
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function tail(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString("utf8").trim().split("\n");
  return lines.slice(-20).join("\n") || "(nothing)";
}
