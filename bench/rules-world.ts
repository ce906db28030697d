import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { closePools } from "@/db/client";
import { migrate } from "@/db/migrate";
import { testEnvironment } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { ruleInput } from "@/lib/rules/schema";
import { signalKeysOf } from "@/lib/rules/signal";
import { startThrowAwayPostgres } from "@/local/postgres";

/** A database of the bench's own, with projects in it whose rules are looked at in this process. */
export type RulesWorld = {
  sql: postgres.Sql;
  /** A project with so many rules, each about the meter that its number names. */
  withRules(count: number, meterOf: (number: number) => string): Promise<Scope>;
};

const definitionOf = (meter: string) =>
  ruleInput.parse({
    ...{ name: "Rule", scope: { kind: "each" }, window: "day" },
    signal: { kind: "meter", meter },
    condition: { kind: "above", value: "1000000000" },
  });

async function insertRules(
  sql: postgres.Sql,
  scope: Scope,
  count: number,
  meterOf: (number: number) => string,
) {
  const rows = Array.from({ length: count }, (_, number) => {
    const { name: _n, description: _d, enabled: _e, ...definition } = definitionOf(meterOf(number));
    const id = `rul_${randomBytes(8).toString("hex")}`;
    return { id, name: `Rule ${number}`, definition, key: signalKeysOf({ ...definition })[0] };
  });
  await sql`
    insert into rules (project_id, id, name, definition, signal_key, watches_since)
    select ${scope.projectId}, i.id, i.name, i.definition, i.key, now() - interval '90 days'
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as i(id text, name text, definition jsonb, key text)`;
  await sql`update projects set playbook_version = playbook_version + 1 where id = ${scope.projectId}`;
}

/** Starts a database, runs the work, stops the database. */
export async function inRulesWorld<T>(work: (world: RulesWorld) => Promise<T>): Promise<T> {
  const server = await startThrowAwayPostgres();
  const admin = postgres(server.url, { max: 1, onnotice: () => undefined });
  await admin.unsafe("create database bench_rules");
  await admin.end();
  const url = new URL(server.url);
  url.pathname = "/bench_rules";
  await migrate(url.href);
  Object.assign(process.env, testEnvironment(url.href), { LOG_LEVEL: "silent" });
  const sql = postgres(url.href, { max: 2, onnotice: () => undefined });
  try {
    return await work({
      sql,
      withRules: async (count, meterOf) => {
        const { scope } = await createProject();
        await insertRules(sql, scope, count, meterOf);
        return scope;
      },
    });
  } finally {
    await sql.end({ timeout: 5 });
    await closePools();
    await server.stop("immediate");
  }
}
