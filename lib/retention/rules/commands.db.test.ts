import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import { newId } from "@/lib/id";
import { pruneBatch } from "../commands";
import { type Kind, retention } from "../policy";

const { sql } = await testDatabase();
const scope = { actor: { kind: "system", job: "test" } } as const;
const now = new Date("2026-11-21T12:00:00Z");
const minute = 60_000;
const project = await createProject();
const ofProject = { project_id: project.id };
const json = (value: object) => sql.json(JSON.parse(JSON.stringify(value)));

/** An instant at which that kind is just too old, or just not yet. */
const old = (kind: Kind) => new Date(now.getTime() - retention[kind].keepMs - minute);
const young = (kind: Kind) => new Date(now.getTime() - retention[kind].keepMs + minute);

await sql`insert into rules ${sql({ ...ofProject, id: "rul_1", name: "Rule", definition: json({}), signal_key: "meter:api" })}`;
await sql`insert into slack_installations ${sql({
  ...{ id: "ins_1", organization_id: project.scope.organizationId, holder_id: "T1", team_name: "T" },
  ...{ app_id: "A1", bot_user_id: "U1", scopes: [], bot_token: "sealed" },
})}`;

async function vote(at: Date, hasMessage = false) {
  const id = newId("notification", at.getTime());
  await sql`insert into message_votes ${sql({ ...ofProject, notification_id: id, voter: "usr_1", vote: "noise", at })}`;
  if (!hasMessage) return;
  await sql`
    insert into notifications (project_id, id, dedupe_key, kind, event_type, destination_id, destination_name, destination_kind, lane,
      environment, severity, state, reason, message)
    values (${project.id}, ${id}, ${id}, 'event', 'a.b', 'dst_1', 'One', 'webhook', 'l', 'production', 'info', 'pending', '{}', '{}')`;
}

async function firing(at: Date, eventId: string | null = "evt_1") {
  const id = newId("firing", at.getTime());
  await sql`insert into rule_firings ${sql({
    ...{
      ...ofProject,
      id,
      key: id,
      rule_id: "rul_1",
      rule_name: "Rule",
      environment: "production",
      customer_id: "acme",
    },
    ...{ kind: "triggered", severity: "warning", at, event: json({}), event_id: eventId },
  })}`;
}

const state = (at: Date, more: object = {}) =>
  sql`insert into rule_states ${sql({
    ...{ ...ofProject, rule_id: "rul_1", environment: "production", customer_id: `c${at.getTime()}` },
    ...{ status: "ok", state: json({}), due_at: null, updated_at: at, ...more },
  })}`;

const eventHour = (hour: Date) =>
  sql`insert into event_buckets ${sql({
    ...{ ...ofProject, environment: "production", event_type: "a.b", customer_id: "", currency: "" },
    ...{ hour, count: 1, amount: "0", last_at: hour },
  })}`;

const meterHour = (hour: Date, customer_id = "") =>
  sql`insert into measurement_buckets ${sql({
    ...{ ...ofProject, environment: "production", meter: "api", customer_id, hour },
    ...{ sum: "1", count: 1, min: "1", max: "1", last: "1", last_at: hour, last_id: "x" },
  })}`;

const plants: Partial<Record<Kind, { table: string; plant: (at: Date) => PromiseLike<unknown> }>> = {
  messageVotes: { table: "message_votes", plant: vote },
  ruleFirings: { table: "rule_firings", plant: firing },
  ruleStates: { table: "rule_states", plant: state },
  ruleChecks: {
    table: "rule_checks",
    plant: (at) =>
      sql`insert into rule_checks ${sql({ ...ofProject, environment: "production", signal_key: "meter:api", customer_id: "", at, created_at: at })}`,
  },
  eventBuckets: { table: "event_buckets", plant: eventHour },
  measurementBuckets: { table: "measurement_buckets", plant: (at) => meterHour(at) },
  mutes: {
    table: "mutes",
    plant: (at) =>
      sql`insert into mutes ${sql({ ...ofProject, id: newId("mute"), customer_id: newId("mute"), until: at, by: "kim" })}`,
  },
  slackClicks: {
    table: "slack_clicks",
    plant: (at) =>
      sql`insert into slack_clicks ${sql({ key: newId("event"), click: json({}), received_at: at })}`,
  },
  slackOwners: {
    table: "slack_owners",
    plant: (at) =>
      sql`insert into slack_owners ${sql({ installation_id: "ins_1", email: `${at.getTime()}@acme.test`, looked_up_at: at })}`,
  },
};

const countOf = async (table: string) =>
  Number((await sql<{ count: string }[]>`select count(*) from ${sql(table)}`)[0]?.count);

const isKind = (name: string): name is Kind => Object.hasOwn(retention, name);

beforeEach(async () => {
  for (const { table } of Object.values(plants)) await sql`truncate ${sql(table)}`;
  await sql`truncate notifications, customers, events, meters cascade`;
});

test.each(Object.entries(plants).flatMap(([kind, plant]) => (isKind(kind) ? [{ kind, ...plant }] : [])))(
  "$kind: what is too old goes in batches, what is not yet stays",
  async ({ kind, table, plant }) => {
    const at = old(kind).getTime();
    for (const more of [0, 1, 2]) await plant(new Date(at - more * minute));
    await plant(young(kind));
    expect(await pruneBatch(scope, kind, { now, limit: 2 })).toBe(2);
    expect(await pruneBatch(scope, kind, { now, limit: 2 })).toBe(1);
    expect(await pruneBatch(scope, kind, { now, limit: 2 })).toBe(0);
    expect(await countOf(table)).toBe(1);
  },
);

test("a voice stays while its message does", async () => {
  await vote(old("messageVotes"), true);
  expect(await pruneBatch(scope, "messageVotes", { now })).toBe(0);
});

test("a firing stays until its event is recorded", async () => {
  await firing(old("ruleFirings"), null);
  expect(await pruneBatch(scope, "ruleFirings", { now })).toBe(0);
});

describe("how a rule stands stays", () => {
  const at = old("ruleStates");
  const since = young("ruleStates");
  const acme = { customer_id: "acme" };

  test.each([
    { name: "while it fires", more: { status: "firing" } },
    { name: "while it is about to", more: { status: "pending" } },
    { name: "while something is due", more: { due_at: now } },
    { name: "of all together", more: { customer_id: "" } },
  ])("$name", async ({ more }) => {
    await state(at, more);
    expect(await pruneBatch(scope, "ruleStates", { now })).toBe(0);
  });

  test.each<[string, (environment: string) => PromiseLike<unknown>]>([
    [
      "a fact came",
      (environment) =>
        sql`insert into customers ${sql({ ...ofProject, environment, id: "acme", updated_at: since })}`,
    ],
    [
      "somebody was in touch",
      (environment) =>
        sql`insert into customers ${sql({ ...ofProject, environment, id: "acme", updated_at: at, last_interaction_at: since })}`,
    ],
    [
      "an event came",
      (environment) =>
        sql`insert into events ${sql({
          ...{
            ...ofProject,
            id: newId("event", since.getTime()),
            external_id: "e",
            type: "a.b",
            environment,
          },
          ...{ occurred_at: since, received_at: since, customer_id: "acme", data: json({}) },
        })}`,
    ],
    [
      "a reading came",
      async (environment) => {
        await sql`insert into meters ${sql({ ...ofProject, environment, name: "api", first_read_at: at, last_read_at: since })}`;
        await meterHour(since, "acme");
      },
    ],
  ])("of whom %s since, there and nowhere else", async (_, plant) => {
    await state(at, acme);
    await plant("production");
    expect(await pruneBatch(scope, "ruleStates", { now })).toBe(0);
    await sql`update rule_states set environment = 'sandbox'`;
    expect(await pruneBatch(scope, "ruleStates", { now })).toBe(1);
  });

  test("not of whom nothing came", async () => {
    await state(at, acme);
    await sql`insert into customers ${sql({ ...ofProject, environment: "production", id: "acme", updated_at: at, last_interaction_at: at })}`;
    expect(await pruneBatch(scope, "ruleStates", { now })).toBe(1);
  });
});
