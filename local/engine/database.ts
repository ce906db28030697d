import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { z } from "zod";
import { errorText, type Logger } from "./logger";

export type Database = postgres.Sql;

const FILES = ["schema.sql", "runs.sql", "flow.sql", "turn.sql", "housekeeping.sql"];

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

/**
 * Creates or updates the engine's schema, between the turns of engines that run already. Tries until the database
 * answers.
 */
export async function installSchema(sql: Database, logger: Logger): Promise<void> {
  const texts = await Promise.all(FILES.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  const checksum = createHash("sha256").update(texts.join("\n")).digest("hex");
  for (let tries = 0; ; tries += 1) {
    try {
      await install(sql, texts, checksum);
      return;
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (tries % 20 === 0) logger.warn({ error: errorText(error) }, "the database does not answer yet");
      await pause(Math.min(100 * 2 ** tries, 1_000));
    }
  }
}

const installedSchema = z.array(z.object({ checksum: z.string().nullable() }));

async function install(sql: Database, texts: string[], checksum: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7301, 1)`;
    const found = await tx`select obj_description(to_regnamespace('engine')) as checksum`;
    if (installedSchema.parse([...found])[0]?.checksum === checksum) return;
    await tx.unsafe(DROP_PROCEDURES);
    for (const text of texts) await tx.unsafe(text);
    await tx.unsafe(`comment on schema engine is '${checksum}'`);
  });
}

// A procedure whose arguments changed would otherwise stay beside its successor.
const DROP_PROCEDURES = `
  do $$ declare p regprocedure; begin
    for p in select oid from pg_proc where pronamespace = to_regnamespace('engine') loop
      execute 'drop function ' || p || ' cascade';
    end loop;
  end $$`;

const PASSING =
  /^(08|40|53|55P03|57|58|CONNECTION|CONNECT_|ECONN|ENOTFOUND|ENOENT|ETIMEDOUT|EPIPE|EAI_AGAIN)/;

/** Whether an error is about the connection or the moment, so that the same statement may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code !== "CONNECTION_ENDED" && PASSING.test(String(error.code));
}
