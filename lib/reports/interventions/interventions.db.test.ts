import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { reportEffects, reportHandling } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T09:00:00Z");
const hour = 3_600_000;
const day = 24 * hour;
const ago = (days: number) => new Date(now.getTime() - days * day);
const stretch = { from: ago(60), to: now, environment: "production" } as const;

let scope: Scope;

type Told = {
  customer: string;
  began: Date;
  ackHours?: number;
  doneHours?: number;
  event?: string;
  environment?: string;
};

async function someCase({
  customer,
  began,
  ackHours,
  doneHours,
  event = newId("event"),
  environment = "production",
}: Told) {
  const id = newId("case");
  const after = (hours?: number) => (hours === undefined ? null : new Date(began.getTime() + hours * hour));
  await sql`
    insert into cases (project_id, id, key, environment, customer_id, state, severity, text, lead_event_id, lead_event_type, lead_at,
      lead_rank, opened_at, updated_at, acknowledged_at, resolved_at)
    values (${scope.projectId}, ${id}, ${id}, ${environment}, ${customer}, ${doneHours === undefined ? "open" : "resolved"}, 'warning',
      'Words', ${event}, 'rule.triggered', ${began}, 1, ${began}, ${began}, ${after(ackHours)}, ${after(doneHours)})`;
  await sql`
    insert into case_steps (project_id, case_id, event_id, event_type, phase, rank, severity, text, occurred_at)
    values (${scope.projectId}, ${id}, ${event}, 'rule.triggered', 'opens', 1, 'warning', 'Words', ${began})`;
}

async function rule(id: string, signalKey: string) {
  await sql`insert into rules (project_id, id, name, definition, signal_key) values (${scope.projectId}, ${id}, ${id}, '{}', ${signalKey})`;
}

async function firing(ruleId: string, customerId: string, at: Date, value: number, eventId: string) {
  const id = newId("firing");
  await sql`
    insert into rule_firings (project_id, id, rule_id, rule_name, environment, customer_id, key, kind, severity, value, at, event, event_id)
    values (${scope.projectId}, ${id}, ${ruleId}, ${`Rule ${ruleId}`}, 'production', ${customerId}, ${id}, 'triggered', 'warning', ${value},
      ${at}, '{}', ${eventId})`;
}

const health = (customerId: string, at: Date, value: number) => sql`
  insert into customer_history (project_id, environment, customer_id, field, at, source, value)
  values (${scope.projectId}, 'production', ${customerId}, 'healthScore', ${at}, 'test', ${value})`;
const usage = (customerId: string, at: Date, sum: number) => sql`
  insert into measurement_buckets (project_id, environment, meter, customer_id, hour, sum, count, min, max, last, last_at, last_id)
  values (${scope.projectId}, 'production', 'api', ${customerId}, ${at}, ${sum}, 1, ${sum}, ${sum}, ${sum}, ${at}, 'x')`;

beforeAll(async () => {
  scope = (await createProject()).scope;
  for (const [id, email] of [
    ["acme", "Kim@acme.test"],
    ["beta", "kim@acme.test"],
    ["gamma", null],
  ] as const)
    await sql`insert into customers (project_id, environment, id, owner_email, owner_name)
      values (${scope.projectId}, 'production', ${id}, ${email}, ${email && "Kim"})`;
  await rule("health", "field:healthScore");
  await rule("usage", "meter:api");

  await someCase({ customer: "acme", began: ago(10), ackHours: 1, doneHours: 4, event: "e1" });
  await someCase({ customer: "beta", began: ago(10), ackHours: 3, doneHours: 8, event: "e2" });
  await someCase({ customer: "beta", began: ago(5), event: "e3" });
  await someCase({ customer: "gamma", began: ago(40), ackHours: 2, event: "e4" });
  await someCase({ customer: "gamma", began: ago(100), ackHours: 1 });
  await someCase({ customer: "acme", began: ago(10), ackHours: 1, environment: "sandbox" });

  // Acknowledged: rose from 50 to 70 in a week. Not acknowledged: too fresh for a week. Forty days ago: a week and a month are known.
  await firing("health", "acme", ago(10), 50, "e1");
  await health("acme", ago(9), 60);
  await health("acme", ago(4), 70);
  await health("acme", ago(1), 99);
  await firing("health", "beta", ago(5), 40, "e3");
  await health("beta", ago(1), 90);
  await firing("health", "gamma", ago(40), 30, "e4");
  await health("gamma", ago(39), 20);
  await health("gamma", ago(15), 80);
  // Of a meter: 10 in the week before, 25 in the week after.
  await firing("usage", "beta", ago(10), 10, "e2");
  for (const [days, sum] of [
    [18, 1000],
    [16, 4],
    [11, 6],
    [10, 20],
    [4, 5],
    [2, 1000],
  ] as const)
    await usage("beta", ago(days), sum);
});

test("tells how long it took, over all, by owner and by rule", async () => {
  const { total, byOwner, byRule } = await reportHandling(scope, stretch);
  expect(total).toEqual({
    cases: 4,
    acknowledged: { count: 3, median: 2 * 3600, p90: 2.8 * 3600 },
    resolved: { count: 2, median: 6 * 3600, p90: 7.6 * 3600 },
  });
  expect(byOwner).toMatchObject([
    { id: "kim@acme.test", name: "Kim", cases: 3, acknowledged: { count: 2, median: 2 * 3600 } },
    { id: null, cases: 1, acknowledged: { count: 1 }, resolved: { count: 0, median: null, p90: null } },
  ]);
  expect(byRule).toMatchObject([
    { id: "health", name: "Rule health", cases: 3, acknowledged: { count: 2 } },
    { id: "usage", cases: 1, resolved: { count: 1, median: 8 * 3600 } },
  ]);
});

test("tells what became of the numbers, apart for what was acknowledged and what was not", async () => {
  const effects = await reportEffects(scope, stretch, now);
  const of = (ruleId: string, isAcknowledged: boolean) =>
    effects.find((one) => one.ruleId === ruleId && one.isAcknowledged === isAcknowledged);
  expect(effects).toHaveLength(3);
  expect(of("health", true)).toMatchObject({
    alarms: 2,
    // (50 → 70) and (30 → 20); a month is known of the second alone.
    after7Days: { count: 2, before: 40, after: 45 },
    after30Days: { count: 1, before: 30, after: 80 },
  });
  expect(of("health", false)).toMatchObject({
    alarms: 1,
    after7Days: { count: 0, before: null, after: null },
  });
  expect(of("usage", true)).toMatchObject({
    after7Days: { count: 1, before: 10, after: 25 },
    after30Days: { count: 0 },
  });
});

test("knows its own project, stretch and environment alone", async () => {
  const other = (await createProject()).scope;
  expect((await reportHandling(other, stretch)).total).toMatchObject({
    cases: 0,
    acknowledged: { count: 0, median: null },
  });
  expect(await reportEffects(other, stretch, now)).toEqual([]);
  const sandbox = await reportHandling(scope, { ...stretch, environment: "sandbox" });
  expect(sandbox.total.cases).toBe(1);
  const early = await reportHandling(scope, { ...stretch, from: ago(120), to: ago(60) });
  expect(early.total.cases).toBe(1);
});
