import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { APPLICATION, ensureApplication } from "./postgres/accounts";
import { openCluster } from "./postgres/cluster";
import { freePort } from "./postgres/free-port";
import { chooseIdentity } from "./postgres/identity";
import { launch, type Postmaster, type StopMode, stopLeftover, stopProcess } from "./postgres/postmaster";
import { temporaryDirectory } from "./postgres/staging";
import { guardThrowAway } from "./supervisor/guard";
import type { Exit } from "./supervisor/part";

/**
 * A running server. `url` signs in as the application's role to its database; `adminUrl` as the superuser.
 * `exited` settles when the server ends for whatever reason.
 */
export type RunningPostgres = {
  url: string;
  adminUrl: string;
  port: number;
  pid: number;
  exited: Promise<Exit>;
  stop(mode?: StopMode): Promise<void>;
};

/**
 * `port` 0 means any free one; `log` is a file path (default: `postgres.log` in `dataDir`); `settings` are
 * server settings by name, over the defaults.
 */
export type PostgresOptions = {
  dataDir: string;
  port: number;
  log?: string;
  settings?: Record<string, string>;
  durable?: boolean;
};

const DEFAULTS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "128MB",
  random_page_cost: "1.1",
  // Short transactions are all there is; these two only add latency to them, and shared memory to containers.
  jit: "off",
  max_parallel_workers_per_gather: "0",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

const CARELESS: Record<string, string> = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "300",
  max_wal_size: "4GB",
};

const PORT_ATTEMPTS = 5;

/**
 * Starts embedded Postgres 18 on 127.0.0.1 with the data below `dataDir`, as an ordinary user or as root
 * (then under another account, see `postgres/identity.ts`). A server left behind on the same data is stopped first.
 * @throws Error with advice, or with the end of the server's log
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const cluster = await openCluster(options.dataDir, { durable: options.durable ?? true });
  await stopLeftover(cluster.directory);
  const settings = { ...DEFAULTS, ...options.settings };
  const logFile = options.log ?? join(options.dataDir, "postgres.log");
  const start = async (port: number) => ({
    port,
    server: await launchWhenFree(() => launch({ cluster, port, logFile, settings })),
  });
  const { port, server } = options.port ? await start(options.port) : await onAnyPort(start);
  const address = `127.0.0.1:${port}`;
  const adminUrl = `postgres://postgres:${cluster.password}@${address}/postgres`;
  try {
    await ensureApplication(adminUrl, cluster.password);
  } catch (error) {
    await stopProcess(server.pid, "fast");
    throw error;
  }
  return {
    url: `postgres://${APPLICATION.role}:${cluster.password}@${address}/${APPLICATION.database}`,
    adminUrl,
    port,
    pid: server.pid,
    exited: server.exited,
    stop: (mode = "fast") => stopAndWait(server, mode),
  };
}

// Between finding a free port and the server's listening on it, another program can take it.
async function onAnyPort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start(await freePort());
    } catch (error) {
      const taken = error instanceof Error && error.message.includes("Address already in use");
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

// The children of a server that was killed outright hold its shared memory for a moment longer.
async function launchWhenFree(launching: () => Promise<Postmaster>): Promise<Postmaster> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    try {
      return await launching();
    } catch (error) {
      const held = error instanceof Error && error.message.includes("pre-existing shared memory block");
      if (!held || performance.now() > deadline) throw error;
      await delay(100);
    }
  }
}

async function stopAndWait(server: Postmaster, mode: StopMode): Promise<void> {
  await Promise.all([stopProcess(server.pid, mode), server.exited]);
}

/**
 * A server for one test run: fresh, fast rather than durable, on a free port, in a temporary folder that
 * `stop` removes. It also ends, and is removed, when this process is killed.
 */
export async function startThrowAwayPostgres(): Promise<RunningPostgres> {
  const dataDir = temporaryDirectory(chooseIdentity());
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  try {
    const server = await startPostgres({ dataDir, port: 0, settings: CARELESS, durable: false });
    const guard = guardThrowAway(server.pid, dataDir);
    const stop = async () => {
      guard.release();
      await server.stop("immediate");
      remove();
    };
    return { ...server, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
