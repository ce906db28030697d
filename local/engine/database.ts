import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { errorText, type Logger } from "./logger";

export type Database = postgres.Sql;

const FILES = ["schema.sql", "turn.sql", "housekeeping.sql"];
const INSTALL_LOCK = 7302;

/** Opens the engine's pool. Nothing is sent yet. */
export function openDatabase(url: string): Database {
  return postgres(url, {
    max: 4,
    idle_timeout: 0,
    connect_timeout: 5,
    onnotice: () => undefined,
    backoff: () => 0.1,
    connection: { application_name: "bellwire-engine" },
  });
}

/** Creates or updates the engine's schema, one engine at a time; tries until the database answers or `stopped`. */
export async function installSchema(sql: Database, logger: Logger, stopped: () => boolean): Promise<void> {
  const texts = await Promise.all(FILES.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  for (let tries = 0; !stopped(); tries += 1) {
    try {
      await sql.begin(async (tx) => {
        await tx`select pg_advisory_xact_lock(${INSTALL_LOCK})`;
        for (const text of texts) await tx.unsafe(text);
      });
      return;
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (tries % 20 === 0) logger.warn({ error: errorText(error) }, "the database does not answer yet");
      await pause(Math.min(100 * 2 ** tries, 1_000));
    }
  }
}

const PASSING_CODES = /^(08|40|53|57|58|55P03|CONNECTION|CONNECT_|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOENT)/;

/** Whether an error is about the connection or the moment, so that the same statement may succeed later. */
export function isTransient(error: unknown): boolean {
  return error instanceof Error && "code" in error && PASSING_CODES.test(String(error.code));
}
