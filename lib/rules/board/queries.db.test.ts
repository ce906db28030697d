import { beforeAll, describe, expect, test } from "vitest";
import type { FiringKind, RuleStatus } from "@/db/enums";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { newId } from "@/lib/id";
import { createRule } from "../commands";
import { ruleInput } from "../schema";
import { freshState } from "../state";
import { listFirings, listRuleBoard, listRuleStates, listStatesOfCustomer } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T12:00:00.000Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
let scope: Scope;
let theirs: Scope;

beforeAll(async () => {
  scope = (await createProject()).scope;
  theirs = (await createProject()).scope;
});

async function makeRule(of: Scope, name: string, more: object = {}): Promise<string> {
  const input = ruleInput.parse({
    name,
    signal: { kind: "meter", meter: "api-hours" },
    scope: { kind: "each" },
    window: "week",
    condition: { kind: "above", value: 1000 },
    ...more,
  });
  return (await createRule(of, input)).id;
}

async function putState(of: Scope, ruleId: string, customerId: string, status: RuleStatus): Promise<void> {
  const state = { ...freshState(), status, since: hoursAgo(3).getTime(), isAnnounced: true };
  await sql`
    insert into rule_states (project_id, rule_id, environment, customer_id, status, state, value)
    values (${of.projectId}, ${ruleId}, 'production', ${customerId}, ${status}, ${JSON.stringify(state)}::text::jsonb, 1200.50)`;
}

async function putFiring(
  of: Scope,
  ruleId: string,
  at: Date,
  { customerId = "", kind = "triggered" }: { customerId?: string; kind?: FiringKind } = {},
): Promise<string> {
  const id = newId("firing");
  const event = JSON.stringify({ type: "rule.triggered", data: { reason: `Because ${id}.` } });
  await sql`
    insert into rule_firings (project_id, id, rule_id, rule_name, environment, customer_id, key, kind, severity, value, at, event)
    values (${of.projectId}, ${id}, ${ruleId}, 'As it was', 'production', ${customerId}, ${id}, ${kind}, 'warning', 7.50, ${at},
            ${event}::text::jsonb)`;
  return id;
}

describe("the list of rules", () => {
  test("says how each stands, when it told last and how often, in the order of names", async () => {
    const b = await makeRule(scope, "bravo");
    const a = await makeRule(scope, "Alpha");
    await putState(scope, b, "c1", "firing");
    await putState(scope, b, "c2", "pending");
    await putState(scope, b, "c3", "ok");
    await putFiring(scope, b, hoursAgo(1));
    await putFiring(scope, b, hoursAgo(2));
    await putFiring(scope, b, hoursAgo(24 * 29 + 23));
    await putFiring(scope, b, hoursAgo(24 * 31));
    const { items } = await listRuleBoard(scope, { now });
    expect(items.map(({ id }) => id)).toEqual([a, b]);
    expect(items[0]).toMatchObject({ firing: 0, pending: 0, lastToldAt: null, enabled: true });
    expect(items[1]).toMatchObject({ firing: 1, pending: 1, lastToldAt: hoursAgo(1) });
    expect(items[1]?.days.at(-1)).toBe(2);
    expect(items[1]?.days[0]).toBe(1);
    expect(items[1]?.days.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(items[1]?.rule).toMatchObject({ name: "bravo", condition: { kind: "above", value: "1000" } });
  });

  test.each([
    [{ view: "firing" as const }, ["bravo"]],
    [{ query: "ALPH" }, ["Alpha"]],
    [{ query: "api-hours" }, ["Alpha", "bravo"]],
    [{ query: "50%" }, []],
    [{ view: "off" as const }, []],
    [{ view: "on" as const, query: "a" }, ["Alpha", "bravo"]],
  ])("%j", async (filter, names) => {
    const { items } = await listRuleBoard(scope, { ...filter, now });
    expect(items.map(({ name }) => name)).toEqual(names);
  });

  test("goes on where a page ends, and shows nothing of others", async () => {
    const { scope: own } = await createProject();
    for (let index = 0; index < 53; index++) await makeRule(own, `Rule ${String(index).padStart(2, "0")}`);
    const first = await listRuleBoard(own, { now });
    const second = await listRuleBoard(own, { now, cursor: first.nextCursor ?? "" });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 3, null]);
    expect(second.items.map(({ name }) => name)).toEqual(["Rule 50", "Rule 51", "Rule 52"]);
    expect((await listRuleBoard(theirs, { now })).items).toEqual([]);
  });
});

describe("how a rule stands", () => {
  test("lists who fires before who waits, by pages, and leaves out who is well", async () => {
    const { scope: own } = await createProject();
    const id = await makeRule(own, "Many");
    for (let index = 0; index < 51; index++) await putState(own, id, `f${100 + index}`, "firing");
    await putState(own, id, "a-waits", "pending");
    await putState(own, id, "is-well", "ok");
    const first = await listRuleStates(own, id, {});
    expect(first.items).toHaveLength(50);
    expect(first.items[0]).toMatchObject({
      customerId: "f100",
      status: "firing",
      value: "1200.5",
      since: hoursAgo(3),
      isAnnounced: true,
    });
    const second = await listRuleStates(own, id, { cursor: first.nextCursor ?? "" });
    expect(second.items.map(({ customerId }) => customerId)).toEqual(["f150", "a-waits"]);
    expect(second.nextCursor).toBeNull();
    expect((await listRuleStates(theirs, id, {})).items).toEqual([]);
  });

  test("is said of one customer as well", async () => {
    const { scope: own } = await createProject();
    const id = await makeRule(own, "One");
    await putState(own, id, "c1", "firing");
    await putState(own, id, "c2", "firing");
    const states = await listStatesOfCustomer(own, "production", "c1");
    expect(states).toMatchObject([{ ruleId: id, ruleName: "One", customerId: "c1", status: "firing" }]);
    expect(await listStatesOfCustomer(own, "sandbox", "c1")).toEqual([]);
  });
});

test("the log of firings is told newest first, by rule and by customer, and outlives the rule", async () => {
  const { scope: own } = await createProject();
  const [one, other] = [await makeRule(own, "One"), await makeRule(own, "Other")];
  const oldest = await putFiring(own, one, hoursAgo(3), { customerId: "c1" });
  const same = [await putFiring(own, one, hoursAgo(2)), await putFiring(own, one, hoursAgo(2))].sort();
  const elsewhere = await putFiring(own, other, hoursAgo(1), { customerId: "c1", kind: "recovered" });
  const first = await listFirings(own, { ruleId: one, limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual(same.toReversed());
  const second = await listFirings(own, { ruleId: one, limit: 2, cursor: first.nextCursor ?? "" });
  expect(second.items).toMatchObject([{ id: oldest, value: "7.5", reason: `Because ${oldest}.` }]);
  expect(second.nextCursor).toBeNull();
  const ofCustomer = await listFirings(own, { customerId: "c1" });
  expect(ofCustomer.items.map(({ id }) => id)).toEqual([elsewhere, oldest]);
  expect((await listFirings(own, { customerId: "c1", environment: "sandbox" })).items).toEqual([]);
  expect((await listFirings(theirs, { ruleId: one })).items).toEqual([]);
});
