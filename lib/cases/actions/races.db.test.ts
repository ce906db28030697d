import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { slackPersonScope } from "@/lib/auth/system";
import { newId } from "@/lib/id";
import { changeCase } from "./commands";

const { sql } = await testDatabase();

const pairs = 1_000;
const atOnce = 25;

test("of two people who acknowledge at once one has, a thousand times over", async () => {
  const { scope } = await createProject();
  const ids = Array.from({ length: pairs }, () => newId("case"));
  await sql`
    insert into cases (project_id, id, key, environment, state, severity, text, lead_event_id, lead_event_type, lead_at, lead_rank,
      opened_at, updated_at)
    select ${scope.projectId}, id, id, 'production', 'open', 'warning', 'Words', 'evt_1', 'payment.failed', now(), 1, now(), now()
    from unnest(${ids}::text[]) as id`;
  const people = ["Kim", "Sam"].map((name) =>
    slackPersonScope(scope, { teamId: "T1", userId: `U${name.toUpperCase()}`, name }),
  );
  const acknowledge = { action: "acknowledge", undo: false } as const;
  const winners: number[] = [];
  for (let from = 0; from < pairs; from += atOnce) {
    const outcomes = await Promise.all(
      ids
        .slice(from, from + atOnce)
        .map((id) => Promise.all(people.map((person) => changeCase(person, id, acknowledge, new Date())))),
    );
    winners.push(...outcomes.map((both) => both.filter(({ isChanged }) => isChanged).length));
  }
  expect(winners).toEqual(Array(pairs).fill(1));
  const [audit] = await sql`
    select count(*)::int as rows, count(distinct target_id)::int as cases from audit_entries
    where project_id = ${scope.projectId} and action = 'case.acknowledge' and actor_kind = 'slack_user'`;
  expect(audit).toEqual({ rows: pairs, cases: pairs });
  const [named] = await sql`
    select count(*)::int as cases from cases c join audit_entries a on a.target_id = c.id
    where c.project_id = ${scope.projectId} and a.actor_id = 'T1/U' || upper(c.acknowledged_by)`;
  expect(named).toEqual({ cases: pairs });
}, 120_000);
