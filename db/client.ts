import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "@/lib/env";
import * as schema from "./schema";

export type Sql = postgres.Sql;
export type Database = PostgresJsDatabase<typeof schema> & { $client: Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

type Pools = { hot: Sql; hotUrl: string; console: Database };
declare global {
  var bellwirePools: Pools | undefined;
}

const shared = {
  onnotice: () => {},
  connect_timeout: 2,
  // Seconds between tries to connect. Left to itself the driver waits up to twenty, and every query waits with it.
  backoff: () => 0.1,
  idle_timeout: 60,
  max_lifetime: 60 * 60,
  connection: { application_name: "bellwire", statement_timeout: 5_000, lock_timeout: 2_000 },
} as const;

/**
 * Next bundles a module once per kind of route, so the pools hang on globalThis.
 * Two pools: a slow console query must not hold a connection that accepting or delivering needs.
 */
function pools(): Pools {
  const url = env().DATABASE_URL;
  if (globalThis.bellwirePools?.hotUrl === url) return globalThis.bellwirePools;
  const consoleSql = postgres(url, { ...shared, max: 5 });
  globalThis.bellwirePools = {
    hotUrl: url,
    hot: postgres(url, { ...shared, max: 10 }),
    console: drizzle(consoleSql, { schema, casing: "snake_case" }),
  };
  return globalThis.bellwirePools;
}

/** Raw statements for the hot path: accept, decide, deliver. */
export function hotSql(): Sql {
  return pools().hot;
}

/** Typed statements for configuration and the console. */
export function database(): Database {
  return pools().console;
}

/** Closes both pools. For processes that go on without the database, such as the seed's; a server never calls it. */
export async function closePools(): Promise<void> {
  const open = globalThis.bellwirePools;
  globalThis.bellwirePools = undefined;
  if (open) await Promise.all([open.hot.end({ timeout: 5 }), open.console.$client.end({ timeout: 5 })]);
}
