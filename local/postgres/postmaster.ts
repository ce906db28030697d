import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Exit } from "../supervisor/part";
import type { Cluster } from "./cluster";

/** `fast` rolls back what is open and ends clients; `immediate` skips even that and recovers at the next start. */
export type StopMode = "fast" | "immediate";

/** A running server process, a child of ours. */
export type Postmaster = { pid: number; exited: Promise<Exit> };

type Launch = { cluster: Cluster; port: number; logFile: string; settings: Record<string, string> };

const START_SECONDS = 60;

/**
 * Starts the server and waits until it takes connections.
 * @throws Error with the end of its log when it does not come up within 60 seconds.
 */
export async function launch({ cluster, port, logFile, settings }: Launch): Promise<Postmaster> {
  const log = openSync(logFile, "a", 0o600);
  const logStart = statSync(logFile).size;
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(cluster.postgres, ["-D", cluster.directory, "-p", String(port), ...flags], {
    ...cluster.identity,
    cwd: "/",
    // A process group of its own: Ctrl-C in the terminal must reach the supervisor only, which stops things in order.
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  closeSync(log);
  const exited = exitOf(child);
  const outcome = await Promise.race([exited, untilReady(cluster.directory, child)]);
  if (outcome === "ready" && child.pid) return { pid: child.pid, exited };
  child.kill("SIGQUIT");
  const said = readFileSync(logFile, "utf8").slice(logStart).trim().split("\n").slice(-15).join("\n");
  throw new Error(`Postgres did not start:\n${said || "it said nothing"}`);
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("error", () => resolve({ code: -1, signal: null }));
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
}

async function untilReady(directory: string, child: ChildProcess): Promise<"ready" | "late"> {
  const deadline = performance.now() + START_SECONDS * 1000;
  while (performance.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const found = readPidFile(directory);
    if (found?.pid === child.pid && found?.ready) return "ready";
    await delay(10);
  }
  return "late";
}

// The lines of postmaster.pid, from the server's own miscadmin.h: pid, data directory, start time, port,
// socket directory, listen address, shared memory key, status.
function readPidFile(directory: string): { pid: number; directory: string; ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n");
    const pid = Number.parseInt(lines[0] ?? "", 10);
    if (!Number.isInteger(pid)) return undefined;
    return { pid: Math.abs(pid), directory: lines[1] ?? "", ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/**
 * Stops a server that still runs on this cluster because whoever started it was killed, and clears away the
 * trace of one that does not.
 * @returns whether there was one
 */
export async function stopLeftover(directory: string): Promise<boolean> {
  const found = readPidFile(directory);
  if (!found) return false;
  if (servesHere(found, directory)) {
    await stopProcess(found.pid, "fast");
    return true;
  }
  // The server would take any living process with this number for itself, and refuse to start.
  rmSync(join(directory, "postmaster.pid"), { force: true });
  return false;
}

// The number may have been given to another program since, or the folder be a copy of one in use elsewhere.
// A server works in its data folder, also after that was renamed, so Linux can tell for sure.
function servesHere(found: { pid: number; directory: string }, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${found.pid}/cwd`) === directory && commandOf(found.pid).includes("postgres");
  } catch {
    if (existsSync("/proc/self/cwd")) return false;
    return found.directory === directory && commandOf(found.pid).includes("postgres");
  }
}

function commandOf(pid: number): string {
  const cmdline = `/proc/${pid}/cmdline`;
  if (existsSync(cmdline)) return readFileSync(cmdline, "utf8");
  return spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/** Stops a server and waits for its end: politely first, then with ever less ceremony. */
export async function stopProcess(pid: number, mode: StopMode): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ["SIGQUIT", 5],
    ["SIGKILL", 5],
  ];
  if (mode === "fast") steps.unshift(["SIGINT", 20]);
  for (const [signal, seconds] of steps) {
    if (!send(pid, signal)) return;
    const deadline = performance.now() + seconds * 1000;
    while (performance.now() < deadline) {
      if (!send(pid, 0)) return;
      await delay(15);
    }
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
