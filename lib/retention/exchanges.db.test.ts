import { expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { newId } from "@/lib/id";
import { pruneBatch } from "./commands";
import { retention } from "./policy";

const { sql } = await testDatabase();
const scope = { actor: { kind: "system", job: "test" } } as const;
const now = new Date("2026-11-21T12:00:00Z");
const minute = 60_000;

test("what went over the wire goes out of a try that stays", async () => {
  const project = await createProject();
  const id = newId("notification");
  await sql`
    insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
      environment, severity, state, reason, message)
    values (${project.id}, ${id}, 'e', 'event', 'order.placed', 'dst_1', 'One', 'webhook', 'webhook:dst_1', 'production', 'info', 'sent',
      '{"code":"matched","text":""}', '{}')`;
  const edge = now.getTime() - retention.exchanges.keepMs;
  for (const [number, at] of [new Date(edge - minute), new Date(edge + minute)].entries())
    await sql`
      insert into attempts (project_id, notification_id, number, started_at, outcome, exchange)
      values (${project.id}, ${id}, ${number}, ${at}, 'sent', '{"request":{"body":"private"}}')`;
  expect(await pruneBatch(scope, "exchanges", { now })).toBe(1);
  expect(await pruneBatch(scope, "exchanges", { now })).toBe(0);
  expect(await sql`select exchange is null as gone from attempts order by number`).toEqual([
    { gone: true },
    { gone: false },
  ]);
});
