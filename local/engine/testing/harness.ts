import { randomBytes } from "node:crypto";
import { Inngest, type InngestFunction } from "inngest";
import { onTestFinished, vi } from "vitest";
import { type Engine, startEngine } from "../engine";
import type { EngineSettings } from "../settings";
import { startApp, type TestApp } from "./app";
import { REAL_SERVER, TEST_KEYS } from "./keys";
import { scratchDatabase } from "./scratch-database";

/** A running pair of app and server. `event` makes a name that no other test uses. */
export type Harness = {
  client: Inngest;
  app: TestApp;
  baseUrl: string;
  databaseUrl: string;
  engine: Engine | null;
  event(name: string): string;
  /** Sends one event; data and the rest as given. */
  send(name: string, data?: Record<string, unknown>, more?: { id?: string; ts?: number }): Promise<void>;
  /** Starts one more engine on the same database and app. */
  anotherEngine(settings?: Partial<EngineSettings> & { now?: () => number }): Promise<Engine>;
};

/** Builds the functions of a test from its client and its event names. */
export type Define = (client: Inngest, event: (name: string) => string) => InngestFunction.Any[];

type Options = Partial<EngineSettings> & { now?: () => number; clientOptions?: Record<string, unknown> };

/** Starts an app with the functions of `define` and a server that knows them; all is stopped after the test. */
export async function startHarness(define: Define, options: Options = {}): Promise<Harness> {
  const suffix = randomBytes(4).toString("hex");
  const event = (name: string) => `t${suffix}/${name}`;
  const { clientOptions, ...settings } = options;
  const client = new Inngest({
    id: `app-${suffix}`,
    isDev: false,
    ...TEST_KEYS,
    logger: SILENT,
    ...clientOptions,
  });
  const functions = define(client, event);
  const app = await startApp(client, () => functions);
  onTestFinished(() => app.stop());

  const database = REAL_SERVER ? null : await scratchDatabase();
  if (database) onTestFinished(() => database.drop());
  const launch = async (more: Partial<EngineSettings> & { now?: () => number } = {}) => {
    const engine = await startEngine({
      databaseUrl: database?.url ?? "",
      port: 0,
      appUrl: app.url,
      ...TEST_KEYS,
      ...settings,
      ...more,
    });
    onTestFinished(() => engine.stop(100));
    return engine;
  };
  const engine = REAL_SERVER ? null : await launch();
  const baseUrl = engine?.url ?? REAL_SERVER ?? "";
  client.setEnvVars({ INNGEST_BASE_URL: baseUrl });
  if (engine) await synced(baseUrl);
  else await fetch(app.url, { method: "PUT" });

  return {
    client,
    app,
    baseUrl,
    databaseUrl: database?.url ?? "",
    engine,
    event,
    send: async (name, data = {}, more = {}) => {
      await client.send({ name: event(name), data, ...more });
    },
    anotherEngine: launch,
  };
}

/** Waits until the engine has reached the app and knows its functions. */
export async function synced(baseUrl: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const health: unknown = await (await fetch(`${baseUrl}/health`)).json();
      if (JSON.stringify(health).includes('"status":"ok"')) return;
      throw new Error(`not in sync: ${JSON.stringify(health)}`);
    },
    { timeout: 10_000, interval: 5 },
  );
}

const SILENT = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} };
