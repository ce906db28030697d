import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { onTestFinished } from "vitest";
import { type Child, spawnChild } from "./child";
import { eventually } from "./eventually";
import { freePort } from "./free-port";
import { TEST_KEYS } from "./keys";
import { scratchDatabase } from "./scratch-database";

/** An app and engines in processes of their own, on one database, to be killed at will. */
export type CrashStage = {
  startApp(): Child;
  startEngine(): Child;
  /** Sends until a server takes it, as the SDK's user would. */
  send(name: string, n: number): Promise<void>;
  effects(what: string): Promise<number[]>;
  waiting(): Promise<number>;
};

/** `databaseUrl` is where the engine keeps its state; the effects go to a database that stays up. */
export async function crashStage(databaseUrl?: string): Promise<CrashStage> {
  const scratch = await scratchDatabase();
  onTestFinished(() => scratch.drop());
  const sql = postgres(scratch.url, { max: 2, onnotice: () => undefined });
  onTestFinished(() => sql.end({ timeout: 1 }));
  await sql`create table effects (what text not null, n int not null)`;
  const [appPort, enginePort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${enginePort}`;
  const keys = { INNGEST_EVENT_KEY: TEST_KEYS.eventKey, INNGEST_SIGNING_KEY: TEST_KEYS.signingKey };
  const state = databaseUrl ?? scratch.url;

  return {
    startApp: () =>
      spawnChild("local/engine/testing/child-app.ts", {
        ...keys,
        EFFECTS_URL: scratch.url,
        APP_PORT: String(appPort),
        INNGEST_BASE_URL: url,
      }),
    startEngine: () =>
      spawnChild("local/engine/main.ts", {
        ...keys,
        DATABASE_URL: state,
        ENGINE_PORT: String(enginePort),
        ENGINE_APP_URL: `http://127.0.0.1:${appPort}/api/inngest`,
      }),
    send: async (name, n) => {
      const body = JSON.stringify({ name: `crash/${name}`, id: `${name}-${n}`, data: { n } });
      await eventually(async () => {
        const response = await fetch(`${url}/e/${TEST_KEYS.eventKey}`, { method: "POST", body });
        if (response.status !== 200) throw new Error(`the event was answered with ${response.status}`);
      }, 20_000);
    },
    effects: async (what) => {
      const rows = await sql<{ n: number }[]>`select n from effects where what = ${what} order by n`;
      return rows.map((row) => row.n);
    },
    waiting: async () => {
      await pause(20);
      const health: unknown = await (await fetch(`${url}/health`)).json();
      return Number(/"depth":(\d+)/.exec(JSON.stringify(health))?.[1]);
    },
  };
}
