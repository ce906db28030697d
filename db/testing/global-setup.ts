import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startThrowAwayPostgres } from "@/local/postgres";
import { migrate } from "../migrate";

export const templateName = "bellwire_template";

/** One throw-away Postgres for the run, holding one migrated template that each test file copies. */
export default async function setup(_project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowAwayPostgres();
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${templateName}`);
  await admin.end();
  const templateUrl = new URL(server.url);
  templateUrl.pathname = `/${templateName}`;
  await migrate(templateUrl.href);
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    await server.stop("immediate");
  };
}
