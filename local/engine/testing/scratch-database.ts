import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { dropDatabase } from "@/db/testing/drop-database";

/** An empty database on the test cluster (TEST_DATABASE_URL), and the way to drop it. */
export async function scratchDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const cluster = process.env.TEST_DATABASE_URL;
  if (!cluster) throw new Error("TEST_DATABASE_URL is not set: run the database project of vitest");
  const name = `engine_${randomBytes(6).toString("hex")}`;
  await asAdmin(cluster, (sql) => sql.unsafe(`create database ${name} template template0`));
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(cluster, (sql) => dropDatabase(sql, name)) };
}

async function asAdmin(cluster: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(cluster, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
