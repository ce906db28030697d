import { z } from "zod";
import type { AppLink } from "./app-link";
import type { Database } from "./database";
import type { Pump } from "./pump";
import type { Registration } from "./registration";

/** What GET /health answers. Ages in ms. `depth` counts everything that waits: due, blocked, or in the future. */
export type Health = {
  status: "ok" | "degraded";
  queue: { depth: number; due: number; oldestDueMs: number };
  calling: number;
  functions: number;
  app: { up: boolean; problem: string | null };
  database: boolean;
};

const rowSchema = z.object({
  depth: z.coerce.number(),
  due: z.coerce.number(),
  oldest: z.coerce.number().nullable(),
});

export async function readHealth(parts: {
  sql: Database;
  pump: Pump;
  link: AppLink;
  registration: Registration;
  calling: () => number;
  now: () => number;
}): Promise<Health> {
  const app = { ...parts.link.state() };
  const queue = await readQueue(parts.sql, parts.now()).catch(() => null);
  const ok = queue !== null && app.up && parts.pump.connected();
  return {
    status: ok ? "ok" : "degraded",
    queue: queue ?? { depth: 0, due: 0, oldestDueMs: 0 },
    calling: parts.calling(),
    functions: parts.registration.current().functions.size,
    app,
    database: queue !== null && parts.pump.connected(),
  };
}

async function readQueue(sql: Database, now: number): Promise<Health["queue"]> {
  const rows = await sql`
    select count(*) as depth, count(*) filter (where due_at <= ${now}) as due,
      min(due_at) filter (where due_at <= ${now}) as oldest
    from engine.items where owner is null and kind not in ('cron')`;
  const row = rowSchema.parse(rows[0]);
  return { depth: row.depth, due: row.due, oldestDueMs: row.oldest === null ? 0 : now - row.oldest };
}
