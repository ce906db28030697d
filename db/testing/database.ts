import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll } from "vitest";
import { dropDatabase } from "./drop-database";
import { templateName } from "./global-setup";

/** The environment that a test process runs with. Values are made up and open nothing outside it. */
export function testEnvironment(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    NEXTAUTH_URL: "http://127.0.0.1:3000",
    NEXTAUTH_SECRET: "test-secret-of-at-least-thirty-two-characters",
    BELLWIRE_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
    INNGEST_EVENT_KEY: "test-event-key",
    INNGEST_SIGNING_KEY: "signkey-test-00112233445566778899aabbccddeeff",
    INNGEST_DEV: "0",
  };
}

/**
 * A migrated database of this test file's own, and the environment that points to it.
 * Call once at the top of a `*.db.test.ts` file; it is dropped afterwards.
 * @returns its URL and a superuser connection for looking behind the code under test.
 */
export async function testDatabase(): Promise<{ url: string; sql: postgres.Sql }> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (!serverUrl)
    throw new Error("TEST_DATABASE_URL is missing: run this file in vitest's project “database”.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await createFromTemplate(admin, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  Object.assign(process.env, testEnvironment(url.href));
  const sql = postgres(url.href, { max: 4, onnotice: () => {} });
  afterAll(async () => {
    await sql.end({ timeout: 1 });
    await dropDatabase(admin, name);
    await admin.end({ timeout: 1 });
  });
  return { url: url.href, sql };
}

/** Copying a template fails while another copy of it is being made; that is worth waiting for. */
async function createFromTemplate(admin: postgres.Sql, name: string): Promise<void> {
  await admin`select pg_advisory_lock(6137002)`;
  try {
    await admin.unsafe(`create database ${name} template ${templateName}`);
  } finally {
    await admin`select pg_advisory_unlock(6137002)`;
  }
}
