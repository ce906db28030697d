import type postgres from "postgres";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { recordMeasurements } from "@/lib/meters/commands";
import { followClocks } from "../clock/commands";
import { createRule } from "../commands";
import { takeTurn } from "../evaluation/commands";
import { ruleInput } from "../schema";

/** A firing as it is kept. */
export type Told = { kind: string; customer: string; key: string; value: string | null; step: string | null };

let count = 0;

/** A project with rules that watch since long ago. */
export async function ruleStage(sql: postgres.Sql) {
  const { scope } = await createProject();
  return {
    scope,
    rule: (definition: object) => makeRule(sql, scope, definition),
    /** Looks at all that waits. */
    look: (now: Date) => lookAt(scope, now),
    send: (readings: readonly object[], now: Date) => recordMeasurements(scope, readings, { now }),
    told: () => toldOf(sql, scope),
    left: async () => {
      const [row] = await sql<{ checks: number }[]>`
        select count(*)::int as checks from rule_checks where project_id = ${scope.projectId}`;
      return row?.checks ?? 0;
    },
  };
}
export type RuleStage = Awaited<ReturnType<typeof ruleStage>>;

async function makeRule(sql: postgres.Sql, scope: Scope, definition: object): Promise<string> {
  const input = ruleInput.parse({ name: `Rule ${count++}`, scope: { kind: "each" }, ...definition });
  const { id } = await createRule(scope, input);
  await sql`update rules set watches_since = '2026-01-01T00:00:00Z' where id = ${id}`;
  await sql`update projects set playbook_version = playbook_version + 1 where id = ${scope.projectId}`;
  return id;
}

async function lookAt(scope: Scope, now: Date): Promise<number> {
  let fired = await followClocks(scope, now);
  for (let turns = 0; turns < 50; turns++) {
    const turn = await takeTurn(scope, now);
    fired += turn.fired;
    if (!turn.hasMore) return fired;
  }
  throw new Error("there is always more to look at");
}

async function toldOf(sql: postgres.Sql, scope: Scope): Promise<Told[]> {
  const rows = await sql<Told[]>`
    select kind, customer_id as customer, key, trim_scale(value)::text as value, trim_scale(step)::text as step
    from rule_firings where project_id = ${scope.projectId} order by at, key`;
  return rows.map((row) => ({ ...row, key: row.key.split("|").slice(3).join("|") }));
}
