import { hostname } from "node:os";
import { createAppClient } from "./app-client";
import { type AppLink, watchApp } from "./app-link";
import { type Database, installSchema, isTransient, openDatabase } from "./database";
import { createDispatcher } from "./dispatcher";
import { readHealth } from "./health";
import { createKeeper } from "./keeper";
import { errorText, type Logger, SILENT } from "./logger";
import { createPump, type Pump } from "./pump";
import { createRegistration } from "./registration";
import { routes } from "./routes";
import { listen } from "./server";
import type { EngineSettings } from "./settings";
import { createTurn } from "./turn";
import { ulid } from "./ulid";

/** A running engine. `kick` makes it look at the queue now: for tests that move the clock. */
export type Engine = {
  port: number;
  url: string;
  kick(): void;
  /** Takes no more work, waits up to `drainMs` for the calls in hand, signs off. */
  stop(drainMs?: number): Promise<void>;
};

/** Settings, and what tests put in place of the world: the clock that everything but signatures goes by, the log. */
export type EngineOptions = EngineSettings & { now?: () => number; logger?: Logger };

const DEFAULTS = {
  maxCalls: 32,
  callTimeoutMs: 15 * 60_000,
  leaseMs: 30_000,
  checkpoints: true,
  eventWaitMs: 5_000,
  now: Date.now,
  logger: SILENT,
};
const WAKE_CHANNEL = "engine_wake";
const DRAIN_MS = 10_000;
const LISTEN_RETRY_MS = 1_000;

type Context = typeof DEFAULTS & EngineOptions & { sql: Database; me: string };

/**
 * Starts an engine: installs its schema, listens on 127.0.0.1, and keeps at it whatever the database and the app do.
 * Resolves when it listens; the app may come up later.
 * @throws Error when the port is taken or the schema cannot be installed
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const me = `${hostname()}:${process.pid}:${ulid(Date.now())}`;
  const context: Context = { ...DEFAULTS, ...options, me, sql: openDatabase(options.databaseUrl) };
  const { sql, logger } = context;
  await installSchema(sql, logger);
  const { registration, keeper, pump, link, client, handler } = wire(context);
  await registration.load().catch((error: unknown) => {
    logger.warn({ error: errorText(error) }, "the functions of an earlier time could not be read");
  });
  const { server, port } = await listen(context.port, handler, logger);
  hearOthers(sql, pump);
  link.start();
  pump.kick();

  const stop = async (drainMs: number) => {
    link.stop();
    // Events and checkpoints are stored to the end: the functions in hand may need them to finish.
    await pump.drain(drainMs);
    server.close();
    server.closeAllConnections();
    await keeper.leave();
    client.close();
    await sql.end({ timeout: 1 });
  };
  let stopped: Promise<void> | undefined;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    kick: () => pump.kick(),
    stop: (drainMs = DRAIN_MS) => {
      stopped ??= stop(drainMs);
      return stopped;
    },
  };
}

// Another engine that is full says so. Without this an item waits up to a second for the next look at the queue.
function hearOthers(sql: Database, pump: Pump): void {
  const listenAgain = () => setTimeout(() => hearOthers(sql, pump), LISTEN_RETRY_MS).unref();
  sql
    .listen(WAKE_CHANNEL, () => pump.kick())
    .catch((error: unknown) => {
      if (isTransient(error)) listenAgain();
    });
}

function wire(context: Context) {
  const { sql, me, now, logger } = context;
  const client = createAppClient({ ...context, connections: context.maxCalls + 4 });
  const keeper = createKeeper(context);
  const registration = createRegistration(sql, now, (registry) => {
    logger.info({ functions: registry.functions.size }, "functions registered");
    pump.kick();
  });
  const dispatcher = createDispatcher({
    ...context,
    client,
    registration,
    link: () => link,
    pump: () => pump,
  });
  const pump: Pump = createPump({
    turn: createTurn(sql, me, context.leaseMs, now),
    now,
    logger,
    keep: keeper.keep,
    room: () => (link.state().up ? context.maxCalls - dispatcher.calling() : 0),
    onClaimed: dispatcher.take,
    onSaturated: () => {
      if (keeper.peers() > 0) sql.notify(WAKE_CHANNEL, "").catch(() => undefined);
    },
  });
  const link: AppLink = watchApp({
    ...context,
    client,
    register: registration.register,
    onUp: () => pump.kick(),
  });
  const health = () => readHealth({ sql, pump, link, registration, calling: dispatcher.calling, now });
  const handler = routes({ ...context, pump, registration, health });
  return { client, keeper, registration, pump, link, handler };
}
