import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePorts } from "./free-ports";
import { partNames, type Ready, readReadyFile } from "./ready-file";
import { until } from "./until";

const root = fileURLToPath(new URL("../..", import.meta.url));
const START_MS = 90_000;
const STOP_MS = 20_000;

/** A whole Bellwire on this machine: database, engine, simulated Slack, local inbox, console. */
export type Stack = Omit<Ready, "pids"> & {
  dataDir: string;
  /** The process that started the parts and starts them again. */
  supervisor: number;
  /** What runs now; a part that was started again has another number. */
  pids(): Ready["pids"];
  /** The ends of all logs: the start's own and each part's. */
  logs(): Record<string, string>;
  stop(): Promise<void>;
};

type Options = {
  /** Sends the nine sample events. Default: no. */
  samples?: boolean;
  /** Where the data goes; a temporary folder, removed by `stop`, when none is named. */
  dataDir?: string;
};

/**
 * Starts a stack of its own: free ports, its own data.
 * @throws Error with what the start has said, when it does not come up
 */
export async function startStack({ samples = false, dataDir }: Options = {}): Promise<Stack> {
  if (!existsSync(join(root, ".next", "BUILD_ID"))) {
    throw new Error("The console is not built. Run `npm run build` first; `npm test` does it by itself.");
  }
  const home = mkdtempSync(join(tmpdir(), "bellwire-stack-"));
  // The database may run as another account, which must be able to pass through.
  chmodSync(home, 0o755);
  const place = { home, dataDir: dataDir ?? join(home, "data"), readyFile: join(home, "ready.json") };
  const child = launch(place, await freePorts(), samples);
  try {
    const ready = await untilReady(child, place);
    return { ...ready, ...handles(child, place), dataDir: place.dataDir };
  } catch (error) {
    const said = tail(join(home, "up.log"));
    await stop(child, home);
    throw new Error(`${error instanceof Error ? error.message : error}\nThe start said:\n${said}`);
  }
}

type Place = { home: string; dataDir: string; readyFile: string };

/** What programs need to run at all. Nothing else comes in from outside: neither settings nor secrets of whoever tests. */
function bareEnvironment(): Record<string, string> {
  const names = ["PATH", "HOME", "USER", "LANG", "TZ", "TMPDIR"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function launch(
  { home, dataDir, readyFile }: Place,
  ports: Awaited<ReturnType<typeof freePorts>>,
  samples: boolean,
) {
  const own = join(root, "node_modules", "node", "bin", "node");
  const log = openSync(join(home, "up.log"), "a");
  const flags = [
    ...["--port", String(ports.web), "--slack-port", String(ports.slack), "--mail-port", String(ports.mail)],
    ...["--data-dir", dataDir, "--ready-file", readyFile, ...(samples ? [] : ["--no-samples"])],
  ];
  // The channel ends with this process, and the start ends with the channel: nothing is left behind.
  const child = spawn(
    existsSync(own) ? own : process.execPath,
    ["--import", "tsx", "local/up.ts", ...flags],
    {
      cwd: root,
      env: { ...bareEnvironment(), NODE_ENV: "production" },
      stdio: ["ignore", log, log, "ipc"],
    },
  );
  closeSync(log);
  return child;
}

async function untilReady(child: ChildProcess, { readyFile }: Place): Promise<Ready> {
  const outcome = await until(() => hasEnded(child) || readReadyFile(readyFile), {
    withinMs: START_MS,
    what: "the stack is ready",
  });
  if (outcome !== true) return outcome;
  throw new Error(`The stack ended while starting (${child.signalCode ?? `exit code ${child.exitCode}`}).`);
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function handles(child: ChildProcess, { home, dataDir, readyFile }: Place) {
  return {
    supervisor: child.pid ?? 0,
    pids: () => {
      const ready = readReadyFile(readyFile);
      if (!ready) throw new Error("The stack has stopped.");
      return ready.pids;
    },
    logs: () => ({
      start: tail(join(home, "up.log")),
      ...Object.fromEntries(partNames.map((part) => [part, tail(join(dataDir, "logs", `${part}.log`))])),
    }),
    stop: () => stop(child, home),
  };
}

async function stop(child: ChildProcess, home: string): Promise<void> {
  if (!hasEnded(child)) {
    // It may have been halted by a test.
    child.kill("SIGCONT");
    child.kill("SIGTERM");
    await until(() => hasEnded(child), { withinMs: STOP_MS, what: "the stack stops" }).catch(() =>
      child.kill("SIGKILL"),
    );
  }
  if (child.connected) child.disconnect();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").slice(-8000) : "(nothing)";
}
