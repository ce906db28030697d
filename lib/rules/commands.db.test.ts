import { beforeAll, describe, expect, test } from "vitest";
import { hotSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { createWebhookDestination, deleteDestination } from "@/lib/destinations/commands";
import { findEventType } from "@/lib/events/catalog";
import { eventEnvelopeSchema } from "@/lib/events/schema";
import { newId } from "@/lib/id";
import { createRule, deleteRule, setRuleEnabled, storeRules, updateRule } from "./commands";
import { getRule } from "./queries";
import { ruleInput } from "./schema";
import { freshState } from "./state";

await testDatabase();

let scope: Scope;
let theirs: Scope;
let destinationId: string;
let foreign: string;

const hook = (secret: string) => `https://hooks.slack.com/services/T0AAAA/B0BBBB/${secret}`;

beforeAll(async () => {
  scope = (await createProject()).scope;
  theirs = (await createProject()).scope;
  destinationId = (await createWebhookDestination(scope, { name: "Ops", url: hook("oursSecret") })).id;
  foreign = (await createWebhookDestination(theirs, { name: "Ops", url: hook("theirSecret") })).id;
});

const input = (name: string, more: Record<string, unknown> = {}) =>
  ruleInput.parse({
    name,
    signal: { kind: "meter", meter: "api-hours" },
    scope: { kind: "each" },
    window: "week",
    condition: { kind: "above", value: 1000 },
    destinations: [{ destinationId }],
    ...more,
  });

type Told = { revision: number; watches_since: Date; enabled: boolean; signal_key: string };
async function rowOf(id: string): Promise<Told | undefined> {
  const [row] = await hotSql()<Told[]>`
    select revision, watches_since, enabled, signal_key from rules where project_id = ${scope.projectId} and id = ${id}`;
  return row;
}
async function auditsOf(id: string): Promise<string[]> {
  const rows = await hotSql()<
    { action: string }[]
  >`select action from audit_entries where target_id = ${id} order by id`;
  return rows.map(({ action }) => action);
}
async function version(): Promise<number> {
  const [row] = await hotSql()<{ version: string }[]>`
    select playbook_version as version from projects where id = ${scope.projectId}`;
  return Number(row?.version);
}
async function long(id: string): Promise<void> {
  await hotSql()`update rules set watches_since = '2026-01-01T00:00:00Z' where id = ${id}`;
}
async function fire(ruleId: string, customerId: string, isAnnounced: boolean): Promise<void> {
  const state = {
    ...freshState(),
    status: "firing",
    isAnnounced,
    period: Date.UTC(2026, 10, 16),
    alarm: "2026-11-16",
  };
  await hotSql()`
    insert into rule_states (project_id, rule_id, environment, customer_id, status, state)
    values (${scope.projectId}, ${ruleId}, 'production', ${customerId}, 'firing', ${JSON.stringify(state)}::text::jsonb)`;
}
type Ending = { event_id: string | null; type: string; case_key: string; customer: string | null };
async function endingsOf(ruleId: string): Promise<Ending[]> {
  return hotSql()<Ending[]>`
    select event_id, event ->> 'type' as type, event #>> '{data,caseKey}' as case_key, event #>> '{customer,id}' as customer
    from rule_firings where project_id = ${scope.projectId} and rule_id = ${ruleId} order by customer_id`;
}

describe("createRule", () => {
  test("keeps it whole, audits it and moves the playbook on", async () => {
    const before = await version();
    const given = input("Whole", {
      severity: "critical",
      filter: { field: "customer.tier", operator: "eq", value: "x" },
    });
    const { id } = await createRule(scope, given);
    expect(await getRule(scope, id)).toMatchObject({
      ...given,
      id,
      revision: 1,
      firing: 0,
      pending: 0,
      lastFiredAt: null,
    });
    expect(await rowOf(id)).toMatchObject({ signal_key: "meter:api-hours", enabled: true });
    expect(await auditsOf(id)).toEqual(["rule.create"]);
    expect(await version()).toBe(before + 1);
  });

  test("refuses a name that is taken, whatever its case, but not by another project", async () => {
    await createRule(scope, input("Twice"));
    await expect(createRule(scope, input("tWICE"))).rejects.toMatchObject({
      code: "name_taken",
      status: 409,
    });
    await createRule(theirs, input("Twice", { destinations: [] }));
  });

  test.each([
    ["another project's", () => foreign],
    ["none", () => newId("destination")],
    ["no id at all", () => "'; drop table rules"],
  ])("refuses a destination that is %s, saying which", async (_, id) => {
    const given = input(`To ${id()}`, { destinations: [{ destinationId }, { destinationId: id() }] });
    await expect(createRule(scope, given)).rejects.toMatchObject({
      code: "unknown_destination",
      errors: [{ pointer: "/destinations/1/destinationId" }],
    });
  });
});

describe("updateRule", () => {
  const patch = (given: Record<string, unknown>) => given;

  test("leaves no trace of a patch that changes nothing", async () => {
    const { id } = await createRule(scope, input("Still"));
    const before = await version();
    const same = patch({
      name: "Still",
      condition: { kind: "above", value: "1000.0" },
      cooldownMinutes: null,
    });
    expect(await updateRule(scope, id, same)).toMatchObject({ isChanged: false });
    expect(await version()).toBe(before);
    expect(await auditsOf(id)).toEqual(["rule.create"]);
  });

  test("a change of the definition is a revision; a change of the name is none", async () => {
    const { id } = await createRule(scope, input("Revised"));
    await updateRule(scope, id, patch({ name: "Revised once", description: "x" }));
    expect((await rowOf(id))?.revision).toBe(1);
    await updateRule(scope, id, patch({ condition: { kind: "above", value: 5 } }));
    expect((await rowOf(id))?.revision).toBe(2);
    expect(await auditsOf(id)).toEqual(["rule.create", "rule.update", "rule.update"]);
  });

  test("null takes a setting away, and what is left out stays", async () => {
    const { id } = await createRule(
      scope,
      input("Cleared", { cooldownMinutes: 60, severity: "critical", action: "Call" }),
    );
    await updateRule(scope, id, patch({ cooldownMinutes: null }));
    const rule = await getRule(scope, id);
    expect(rule).not.toHaveProperty("cooldownMinutes");
    expect(rule).toMatchObject({ severity: "critical", action: "Call", destinations: [{ destinationId }] });
  });

  test("keeps watching since when it did unless it looks at something else or was off", async () => {
    const { id } = await createRule(scope, input("Watching"));
    const isLong = async () => (await rowOf(id))?.watches_since.toISOString() === "2026-01-01T00:00:00.000Z";
    await long(id);
    await updateRule(scope, id, patch({ condition: { kind: "above", value: 7 } }));
    expect(await isLong()).toBe(true);
    await updateRule(scope, id, patch({ window: "day" }));
    expect(await isLong()).toBe(false);
    await long(id);
    await setRuleEnabled(scope, id, false);
    expect(await isLong()).toBe(true);
    await setRuleEnabled(scope, id, true);
    expect(await isLong()).toBe(false);
  });

  test("closes the cases that were told of when it is switched off, in the same transaction", async () => {
    const { id } = await createRule(scope, input("Off"));
    await fire(id, "cus_told", true);
    await fire(id, "cus_untold", false);
    await updateRule(scope, id, patch({ enabled: false }));
    expect(await endingsOf(id)).toEqual([
      {
        event_id: null,
        type: "rule.ended",
        case_key: `rule:${id}/cus_told/2026-11-16T00:00:00.000Z`,
        customer: "cus_told",
      },
    ]);
    expect((await getRule(scope, id)).firing).toBe(0);
    const [stored] = await hotSql()<
      { event: unknown }[]
    >`select event from rule_firings where rule_id = ${id}`;
    const event = eventEnvelopeSchema.parse(stored?.event);
    expect(findEventType(event.type)?.data.safeParse(event.data).success).toBe(true);
  });

  test("refuses what does not go together, and changes nothing then", async () => {
    const { id } = await createRule(scope, input("Checked"));
    await expect(updateRule(scope, id, patch({ window: null, severity: "info" }))).rejects.toMatchObject({
      status: 422,
      errors: [{ pointer: "/window" }],
    });
    expect(await getRule(scope, id)).toMatchObject({ severity: "warning", window: "week" });
    await expect(createRule(scope, { ...input("Unfit"), window: undefined })).rejects.toMatchObject({
      status: 422,
    });
  });

  test("finds nothing of another project's", async () => {
    const { id } = await createRule(scope, input("Private"));
    const gone = { status: 404 };
    await expect(updateRule(theirs, id, { enabled: false })).rejects.toMatchObject(gone);
    await expect(deleteRule(theirs, id)).rejects.toMatchObject(gone);
    await expect(getRule(theirs, id)).rejects.toMatchObject(gone);
    await expect(deleteRule(scope, "nonsense\u0000")).rejects.toMatchObject(gone);
    expect((await getRule(scope, id)).enabled).toBe(true);
  });
});

test("deleteRule closes what goes on and keeps what was told", async () => {
  const { id } = await createRule(scope, input("Deleted"));
  await fire(id, "", true);
  await deleteRule(scope, id);
  expect(await endingsOf(id)).toMatchObject([{ type: "rule.ended", customer: null }]);
  expect(await auditsOf(id)).toEqual(["rule.create", "rule.delete"]);
  await expect(getRule(scope, id)).rejects.toMatchObject({ status: 404 });
});

test("a destination that rules tell is not deleted by the way, and is told no more once it is", async () => {
  const made = await createWebhookDestination(scope, { name: "Doomed", url: hook("doomedSecret") });
  const { id } = await createRule(
    scope,
    input("Telling", {
      destinations: [{ destinationId }, { destinationId: made.id, severities: ["critical"] }],
    }),
  );
  await expect(deleteDestination(scope, made.id)).rejects.toMatchObject({ code: "destination_in_use" });
  await deleteDestination(scope, made.id, { withRoutes: true });
  expect(await getRule(scope, id)).toMatchObject({ revision: 1, destinations: [{ destinationId }] });
  await deleteRule(scope, id);
});

describe("storeRules", () => {
  test("adds, changes and leaves alone by name; a second time nothing changes", async () => {
    const { id } = await createRule(scope, input("Of a file", { severity: "info" }));
    const file = [input("of a file"), input("New of a file")];
    const first = await storeRules(scope, file);
    expect(first).toMatchObject({ created: [expect.any(String)], updated: [id], unchanged: [] });
    const before = await version();
    expect(await storeRules(scope, file)).toEqual({
      created: [],
      updated: [],
      unchanged: [id, ...first.created],
    });
    expect(await version()).toBe(before);
  });

  test("stores none when one of them cannot be stored", async () => {
    const file = [
      input("Good of a file"),
      input("Bad of a file", { destinations: [{ destinationId: foreign }] }),
    ];
    await expect(storeRules(scope, file)).rejects.toMatchObject({ code: "unknown_destination" });
    const rows = await hotSql()`select 1 from rules where name = 'Good of a file'`;
    expect(rows).toEqual([]);
  });
});
