import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { freePorts } from "@/e2e/support/free-ports";
import { until } from "@/e2e/support/until";
import { bareNext } from "./build-bare-next";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A server to compare with, in a process of its own. */
export type BaselineServer = { url: string; pid: number; stop(): Promise<void> };

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A bare `node:http` server that inserts one row a request. */
export async function startHttpInsert(databaseUrl: string): Promise<BaselineServer> {
  const child = spawn(process.execPath, ["--import", "tsx", "bench/baselines/http-insert.ts"], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [message]: unknown[] = await once(child, "message");
  const { port } = z.object({ port: z.int() }).parse(message);
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => stop(child) };
}

/**
 * A bare Next app: `/insert` inserts one row a request, `/ceiling` is the smallest durable pipeline to `webhook`. It must
 * be built (`buildBareNext`). `url` is its origin.
 */
export async function startBareNext(databaseUrl: string, webhook = ""): Promise<BaselineServer> {
  const { web: port } = await freePorts();
  const args = [bareNext.program, "start", "--hostname", "127.0.0.1", "--port", String(port)];
  const child = spawn(process.execPath, args, {
    cwd: bareNext.folder,
    env: {
      PATH: process.env.PATH ?? "",
      DATABASE_URL: databaseUrl,
      CEILING_WEBHOOK: webhook,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/insert`)).status === 200, {
    withinMs: 30_000,
    what: "the bare Next app answers",
  });
  return { url, pid: child.pid ?? 0, stop: () => stop(child) };
}
