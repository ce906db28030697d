import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { parseJson } from "../json";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** A TypeScript program of the engine in its own process; killed outright when the test ends. */
export type Child = { pid: number; kill(): Promise<void>; lines(): readonly unknown[] };

/** Starts `file` (from the repository's root) with extra environment; its stdout is read as one JSON value a line. */
export function spawnChild(file: string, env: Record<string, string>): Child {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", process.env.ENGINE_TEST_LOG ? "inherit" : "ignore"],
  });
  const lines: unknown[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(parseJson(line)));
  const exited = once(child, "exit");
  const kill = async () => {
    if (running(child)) child.kill("SIGKILL");
    await exited;
  };
  onTestFinished(kill);
  return { pid: child.pid ?? 0, kill, lines: () => lines };
}

function running(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
