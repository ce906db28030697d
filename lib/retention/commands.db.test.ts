import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { createProject, createUser } from "@/db/testing/factories";
import { recordEvents } from "@/lib/events/commands";
import { getEvent, listEvents } from "@/lib/events/queries";
import { type IdKind, newId } from "@/lib/id";
import { pruneBatch } from "./commands";
import { type Kind, kinds, retention } from "./policy";
import { timePlants } from "./testing/time-plants";

const { sql } = await testDatabase();
const scope = { actor: { kind: "system", job: "test" } } as const;
const now = new Date("2026-11-21T12:00:00Z");
const minute = 60_000;
const project = await createProject();
const person = await createUser();

/** An instant at which that kind is just too old, or just not yet. */
const old = (kind: Kind) => new Date(now.getTime() - retention[kind].keepMs - minute);
const young = (kind: Kind) => new Date(now.getTime() - retention[kind].keepMs + minute);
const id = (kind: IdKind, at: Date) => newId(kind, at.getTime());

async function plantEvent(at: Date, change: { trace?: object; payload?: object } = {}): Promise<string> {
  const eventId = id("event", at);
  await sql`
    insert into events ${sql({
      project_id: project.id,
      id: eventId,
      external_id: `sender-${eventId}`,
      type: "order.placed",
      environment: "production",
      occurred_at: at,
      received_at: at,
      decided_at: at,
      customer_id: "cus_1",
      customer: sql.json({ id: "cus_1", name: "Acme" }),
      data: sql.json({ note: "private" }),
      extra: sql.json({ more: "private" }),
      trace: sql.json(JSON.parse(JSON.stringify(change.trace ?? []))),
    })}`;
  return eventId;
}

const notification = (at: Date, state: string) => ({
  project_id: project.id,
  id: id("notification", at),
  dedupe_key: id("notification", at),
  kind: "event",
  event_type: "order.placed",
  destination_id: "dst_1",
  destination_name: "One",
  destination_kind: "slack_webhook",
  lane: "lane-of-notifications",
  environment: "production",
  severity: "info",
  state,
  reason: sql.json({ code: "matched", text: "" }),
  message: sql.json({}),
});

const [source] = await sql<{ id: string }[]>`
  insert into sources (project_id, id, kind, name, config) values (${project.id}, 'src_1', 'stripe', 'Stripe', '{}') returning id`;

const caseOf = (at: Date, state: "open" | "resolved") => ({
  project_id: project.id,
  id: id("case", at),
  key: id("case", at),
  environment: "production",
  state,
  severity: "good",
  text: "Acme paid",
  lead_event_id: "evt_1",
  lead_event_type: "payment.succeeded",
  lead_at: at,
  lead_rank: 1,
  opened_at: at,
  updated_at: at,
});

async function plantCase(at: Date): Promise<void> {
  const row = caseOf(at, "resolved");
  const of = { project_id: project.id, case_id: row.id };
  await sql`insert into cases ${sql(row)}`;
  await sql`
    insert into case_steps ${sql({ ...of, event_id: "evt_1", event_type: "payment.succeeded", phase: "resolves", rank: 1, severity: "good", text: "Acme paid", occurred_at: at })}`;
  await sql`
    insert into case_messages ${sql({ ...of, destination_id: "dst_1", notification_id: "ntf_1", message: sql.json({}), severity: "good", state: "resolved", told_version: 1, posted_at: at, updated_at: at })}`;
}

/** Those that have tests of their own (./rules, ./exchanges). */
const elsewhere = [
  ...["eventPayloads", "exchanges", "messageVotes", "ruleFirings", "ruleStates", "ruleChecks"],
  ...["eventBuckets", "measurementBuckets", "mutes", "slackClicks", "slackOwners", "webhookSecrets"],
] as const;
type Here = Exclude<Kind, (typeof elsewhere)[number]>;
const isHere = (kind: Kind): kind is Here => !elsewhere.some((other) => other === kind);

/** For each kind: plants one row of that instant, and counts those that are there. */
const plants: Record<Here, { table: string; plant: (at: Date) => Promise<unknown> }> = {
  events: { table: "events", plant: (at) => plantEvent(at) },
  rejectedEvents: {
    table: "rejected_events",
    plant: (at) =>
      sql`insert into rejected_events ${sql({ project_id: project.id, id: id("rejected", at), received_at: at, code: "c", pointer: "", message: "", body: "{}" })}`,
  },
  sourceReceipts: {
    table: "source_receipts",
    plant: (at) =>
      sql`insert into source_receipts ${sql({ project_id: project.id, source_id: source?.id ?? "", id: id("sourceReceipt", at), received_at: at, status: "accepted", body: "{}" })}`,
  },
  cases: { table: "cases", plant: plantCase },
  notifications: {
    table: "notifications",
    plant: async (at) => {
      const row = notification(at, "sent");
      await sql`insert into notifications ${sql(row)}`;
      await sql`insert into attempts (project_id, notification_id, number, started_at, outcome) values (${project.id}, ${row.id}, 1, ${at}, 'sent')`;
    },
  },
  ...timePlants(sql, project.id),
  auditEntries: {
    table: "audit_entries",
    plant: (at) =>
      sql`insert into audit_entries ${sql({ id: id("audit", at), organization_id: project.scope.organizationId, actor_kind: "member", actor_id: "x", action: "a", created_at: at })}`,
  },
  slackInboundEvents: {
    table: "slack_inbound_events",
    plant: (at) =>
      sql`insert into slack_inbound_events (event_id, received_at) values (${id("event", at)}, ${at})`,
  },
  slackOauthStates: {
    table: "slack_oauth_states",
    plant: (at) =>
      sql`insert into slack_oauth_states ${sql({ state_hash: id("event", at), browser_hash: "b", organization_id: project.scope.organizationId, project_id: project.id, user_id: person.id, expires_at: at })}`,
  },
  signInTokens: {
    table: "sign_in_tokens",
    plant: (at) =>
      sql`insert into sign_in_tokens ${sql({ token_hash: id("event", at), email: "a@b.test", expires_at: at })}`,
  },
  sessions: {
    table: "sessions",
    plant: (at) =>
      sql`insert into sessions ${sql({ token_hash: id("event", at), user_id: person.id, expires_at: at })}`,
  },
  invitations: {
    table: "invitations",
    plant: (at) =>
      sql`insert into invitations ${sql({ id: id("invitation", at), organization_id: project.scope.organizationId, email: `${at.getTime()}@b.test`, role: "member", token_hash: id("event", at), expires_at: at })}`,
  },
  rateWindows: {
    table: "rate_windows",
    plant: (at) => sql`insert into rate_windows (key, window_start, count) values ('k', ${at}, 1)`,
  },
  lanes: {
    table: "lanes",
    plant: (at) => sql`insert into lanes (key, next_at) values (${id("event", at)}, ${at})`,
  },
};

const countOf = async (table: string) =>
  Number((await sql<{ count: string }[]>`select count(*) from ${sql(table)}`)[0]?.count);

describe("clearing away", () => {
  test.each(kinds.filter(isHere).map((kind) => ({ kind, ...plants[kind] })))(
    "$kind: what is too old goes, what is not yet stays",
    async ({ kind, table, plant }) => {
      await sql`truncate ${sql(table)} cascade`;
      await plant(old(kind));
      await plant(young(kind));
      expect(await pruneBatch(scope, kind, { now })).toBe(1);
      expect(await countOf(table)).toBe(1);
      expect(await pruneBatch(scope, kind, { now })).toBe(0);
    },
  );

  test("goes in batches, and leaves to others what they hold", async () => {
    await sql`truncate rejected_events`;
    for (let count = 0; count < 5; count++) await plants.rejectedEvents.plant(old("rejectedEvents"));
    expect(await pruneBatch(scope, "rejectedEvents", { now, limit: 2 })).toBe(2);
    await sql.begin(async (tx) => {
      await tx`select 1 from rejected_events order by id limit 1 for update`;
      expect(await pruneBatch(scope, "rejectedEvents", { now })).toBe(2);
    });
    expect(await pruneBatch(scope, "rejectedEvents", { now })).toBe(1);
  });

  test("never takes an event that a notification still leads to", async () => {
    await sql`truncate events, notifications cascade`;
    const event = await plantEvent(old("events"));
    await sql`insert into notifications ${sql({ ...notification(now, "sent"), event_id: event })}`;
    expect(await pruneBatch(scope, "events", { now })).toBe(0);
  });

  test("takes a case with its steps and its living messages, and never one that is open", async () => {
    await sql`truncate cases cascade`;
    await plantCase(old("cases"));
    await sql`insert into cases ${sql(caseOf(old("cases"), "open"))}`;
    expect(await pruneBatch(scope, "cases", { now })).toBe(1);
    expect(await sql`select state from cases`).toEqual([{ state: "open" }]);
    expect([await countOf("case_steps"), await countOf("case_messages")]).toEqual([0, 0]);
  });

  test("never takes a notification that is still to be sent", async () => {
    await sql`truncate notifications cascade`;
    for (const state of ["pending", "sending"])
      await sql`insert into notifications ${sql(notification(old("notifications"), state))}`;
    expect(await pruneBatch(scope, "notifications", { now })).toBe(0);
  });

  test.each([
    { name: "a wake-up is on its way", row: { wake_at: old("lanes") } },
    { name: "somebody holds it", row: { busy_until: young("lanes") } },
    { name: "it is paced", row: { next_at: young("lanes") } },
    { name: "a burst is quiet", row: { quiet_until: young("lanes") } },
  ])("a lane stays while $name", async ({ row }) => {
    await sql`truncate lanes`;
    await sql`insert into lanes ${sql({ key: "l", ...row })}`;
    expect(await pruneBatch(scope, "lanes", { now })).toBe(0);
  });

  test("a lane stays while something waits in it", async () => {
    await sql`truncate lanes, notifications cascade`;
    await sql`insert into lanes (key) values ('lane-of-notifications')`;
    await sql`insert into notifications ${sql(notification(now, "pending"))}`;
    expect(await pruneBatch(scope, "lanes", { now })).toBe(0);
    await sql`update notifications set state = 'sent'`;
    expect(await pruneBatch(scope, "lanes", { now })).toBe(1);
  });
});

const decision = (text: string) => ({
  routeId: "rte_1",
  routeName: "All",
  destinationId: "dst_1",
  destinationName: "One",
  verdict: "send",
  reason: { code: "matched", text },
  checks: [{ path: "data.note", operator: "eq", expected: "private", seen: "private", passed: true }],
});

describe("the payload of an event", () => {
  test("is emptied, in the trace as well, and the rest of the row stays readable", async () => {
    await sql`truncate events, retention_marks`;
    const gone = await plantEvent(old("eventPayloads"), {
      trace: [decision("private is private"), decision("two")],
    });
    const silent = await plantEvent(old("eventPayloads"));
    const kept = await plantEvent(young("eventPayloads"));
    expect(await pruneBatch(scope, "eventPayloads", { now })).toBe(2);
    expect(await pruneBatch(scope, "eventPayloads", { now })).toBe(0);

    const event = await getEvent(project.scope, gone);
    expect(event).toMatchObject({
      type: "order.placed",
      customerId: "cus_1",
      customer: null,
      data: {},
      extra: null,
    });
    expect(event.payloadDeletedAt).toBeInstanceOf(Date);
    expect(event.trace).toMatchObject([
      { verdict: "send", checks: [] },
      { verdict: "send", checks: [] },
    ]);
    const [row] = await sql`select * from events where id = ${gone}`;
    expect(JSON.stringify(row)).not.toContain("private");
    expect((await getEvent(project.scope, silent)).trace).toEqual([]);
    expect(await getEvent(project.scope, kept)).toMatchObject({
      data: { note: "private" },
      payloadDeletedAt: null,
    });
    expect((await listEvents(project.scope, {})).items).toHaveLength(3);
  });

  test("a repeat of an event whose payload is gone is still a duplicate, and no other", async () => {
    await sql`truncate events, retention_marks`;
    const eventId = await plantEvent(old("eventPayloads"));
    await pruneBatch(scope, "eventPayloads", { now });
    const body = { id: `sender-${eventId}`, type: "order.placed", data: { note: "private" } };
    const { answers } = await recordEvents(project.scope, [body], { now, source: "api" });
    expect(answers).toEqual([{ id: eventId, externalId: body.id, status: "duplicate" }]);
  });

  test("that somebody holds is emptied by a later run, and none is forgotten", async () => {
    await sql`truncate events, retention_marks`;
    const held = await plantEvent(old("eventPayloads"));
    for (let count = 0; count < 4; count++) await plantEvent(old("eventPayloads"));
    await sql.begin(async (tx) => {
      await tx`select 1 from events where id = ${held} for update`;
      expect(await pruneBatch(scope, "eventPayloads", { now })).toBe(4);
      expect(await pruneBatch(scope, "eventPayloads", { now })).toBe(0);
    });
    expect(await pruneBatch(scope, "eventPayloads", { now })).toBe(1);
    expect(await sql`select 1 from events where payload_deleted_at is null`).toHaveLength(0);
  });
});
