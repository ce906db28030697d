import { hostname } from "node:os";
import { createAppClient } from "./app-client";
import { watchApp } from "./app-link";
import { installSchema, openDatabase } from "./database";
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

const WAKE_CHANNEL = "engine_wake";
const EVENT_WAIT_MS = 5_000;
const DEFAULTS = { maxCalls: 32, callTimeoutMs: 15 * 60_000, leaseMs: 30_000, checkpoints: true };

/**
 * Starts an engine: installs its schema, listens on 127.0.0.1, and keeps at it whatever the database and the app do.
 * Resolves when it listens; the app may come up later.
 */
export async function startEngine(
  given: EngineSettings & { now?: () => number; logger?: Logger },
): Promise<Engine> {
  const settings = { ...DEFAULTS, ...given };
  const { now = Date.now, logger = SILENT } = given;
  const me = `${hostname()}:${process.pid}:${ulid(Date.now())}`;
  const sql = openDatabase(settings.databaseUrl);
  let stopped = false;
  await installSchema(sql, logger, () => stopped);

  const client = createAppClient({ ...settings, connections: settings.maxCalls + 4 });
  let announceSync: () => void = () => undefined;
  const firstSync = new Promise<void>((resolve) => {
    announceSync = resolve;
  });
  const registration = createRegistration(sql, now, (registry) => {
    logger.info({ functions: registry.functions.size }, "functions registered");
    announceSync();
    pump.kick();
  });
  await registration.load().catch((error: unknown) => {
    logger.warn({ error: errorText(error) }, "earlier functions could not be loaded");
  });
  if (registration.known()) announceSync();

  const keeper = createKeeper({ sql, me, leaseMs: settings.leaseMs, now, logger });
  const dispatcher = createDispatcher({
    ...settings,
    sql,
    client,
    link: () => link,
    pump: () => pump,
    registration,
    now,
    logger,
  });
  const pump: Pump = createPump({
    turn: createTurn(sql, me, settings.leaseMs, now),
    now,
    room: () => (link.state().up ? settings.maxCalls - dispatcher.calling() : 0),
    onClaimed: dispatcher.take,
    onSaturated: () => {
      if (keeper.peers() > 0) sql.notify(WAKE_CHANNEL, "").catch(() => undefined);
    },
    keep: keeper.keep,
    logger,
  });
  const link = watchApp({
    client,
    appUrl: settings.appUrl,
    register: registration.register,
    onUp: () => pump.kick(),
    logger,
  });
  const health = () => readHealth({ sql, pump, link, registration, calling: dispatcher.calling, now });
  const listening = await listen(
    settings.port,
    routes({
      ...settings,
      sql,
      pump,
      registration,
      health,
      now,
      eventWaitMs: EVENT_WAIT_MS,
      synced: () => firstSync,
    }),
    logger,
  );
  sql.listen(WAKE_CHANNEL, () => pump.kick()).catch(() => undefined);
  pump.kick();

  return {
    port: listening.port,
    url: `http://127.0.0.1:${listening.port}`,
    kick: () => pump.kick(),
    stop: async (drainMs = 10_000) => {
      if (stopped) return;
      stopped = true;
      link.stop();
      // Events and checkpoints are stored to the end: the functions in hand may need them to finish.
      await pump.drain(drainMs);
      listening.server.close();
      listening.server.closeAllConnections();
      await keeper.leave();
      client.close();
      await sql.end({ timeout: 1 });
    },
  };
}
