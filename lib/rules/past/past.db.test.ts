import { beforeAll, describe, expect, test } from "vitest";
import { hotSql } from "@/db/client";
import { testDatabase } from "@/db/testing/database";
import { createProject } from "@/db/testing/factories";
import type { Scope } from "@/lib/auth/scope";
import { importCustomers } from "@/lib/customers/commands";
import { recordMeasurements } from "@/lib/meters/commands";
import { type Rule, ruleInput } from "../schema";
import { tryOnPast } from "./queries";

await testDatabase();

let scope: Scope;
/** A Saturday; the week before began on 9 November. */
const now = new Date("2026-11-21T09:00:00Z");

const reading = (customer: string, at: string, value: number, meter = "api-hours") => ({
  meter,
  customer,
  at,
  value,
  unit: "h",
  id: `${meter}|${customer}|${at}`,
});
const said = (fields: Record<string, unknown>) => ({ fields, attributes: { limit: 2000 } });

beforeAll(async () => {
  scope = (await createProject()).scope;
  const people = new Map([
    [
      "acme",
      said({ name: "Acme", tier: "growth", healthScore: 80, mrr: { amount: "500", currency: "USD" } }),
    ],
    [
      "beta",
      said({ name: "Beta", tier: "starter", healthScore: 60, mrr: { amount: "100", currency: "USD" } }),
    ],
  ]);
  await importCustomers(scope, { environment: "production", now: new Date("2026-09-01T00:00:00Z") }, people);
  await recordMeasurements(
    scope,
    [
      reading("acme", "2026-11-03T10:00:00Z", 400),
      reading("acme", "2026-11-10T10:00:00Z", 600),
      reading("acme", "2026-11-11T10:00:00Z", 442),
      reading("acme", "2026-11-17T10:00:00Z", 1200),
      reading("beta", "2026-11-10T12:00:00Z", 990),
      reading("beta", "2026-11-17T12:00:00Z", 10),
      reading("acme", "2026-11-10T12:00:00Z", 1, "seats"),
    ],
    { now },
  );
  const history = async (customer: string, at: string, value: number) =>
    hotSql()`
      insert into customer_history (project_id, environment, customer_id, field, at, source, value)
      values (${scope.projectId}, 'production', ${customer}, 'healthScore', ${new Date(at)}, 'api', ${value})`;
  await history("acme", "2026-11-10T00:00:00Z", 72);
  await history("acme", "2026-11-15T00:00:00Z", 61);
  await history("beta", "2026-11-15T00:00:00Z", 51);
});

function ruleOf(more: Record<string, unknown>): Rule {
  const input = ruleInput.parse({
    name: "Tried",
    signal: { kind: "meter", meter: "api-hours" },
    scope: { kind: "each" },
    window: "week",
    condition: { kind: "above", value: 1000 },
    ...more,
  });
  return { ...input, id: "rul_tried", revision: 1, watchesSince: now };
}
const run = (more: Record<string, unknown> = {}, days: 7 | 30 | 90 = 30) =>
  tryOnPast(scope, { rule: ruleOf(more), days, now });

describe("a rule on the project's last days", () => {
  test("says how often, of whom, on which days, and in which words", async () => {
    const trial = await run();
    expect(trial).toMatchObject({
      count: 2,
      customerCount: 1,
      perCustomer: [{ customerId: "acme", name: "Acme", count: 2 }],
      notes: [],
    });
    expect(trial.perDay.length).toBe(31);
    expect(trial.perDay.filter(({ count }) => count > 0)).toEqual([
      { day: "2026-11-11", count: 1 },
      { day: "2026-11-17", count: 1 },
    ]);
    expect(trial.messages.map(({ message }) => message.text)).toEqual([
      "Acme passed 1,000 h this week (1,042)",
      "Acme passed 1,000 h this week (1,200)",
    ]);
  });

  test("by boundary: 1042 is not above 1042, and is 1042 or more", async () => {
    const above = (inclusive: boolean) => run({ condition: { kind: "above", value: 1042, inclusive } });
    expect((await above(false)).count).toBe(1);
    expect((await above(true)).count).toBe(2);
  });

  test("of one customer, of all together, and of a segment", async () => {
    const beta = {
      scope: { kind: "customer", customerId: "beta" },
      condition: { kind: "above", value: 900 },
    };
    expect((await run(beta)).perCustomer).toMatchObject([{ customerId: "beta", count: 1 }]);
    const all = await run({ scope: { kind: "all" }, condition: { kind: "above", value: 2000 } });
    expect(all.perCustomer).toEqual([{ customerId: null, name: null, count: 1 }]);
    expect(all.messages[0]?.message.text).toBe("api-hours passed 2,000 h this week (2,032)");
    const segment = { kind: "segment", filter: { field: "customer.tier", operator: "eq", value: "starter" } };
    expect((await run({ scope: segment, condition: { kind: "above", value: 900 } })).count).toBe(1);
    expect((await run({ scope: segment, condition: { kind: "above", value: 1000 } })).count).toBe(0);
  });

  test("against the window before, which is read though it lies before the stretch", async () => {
    const change = { kind: "change", direction: "up", by: { percent: 10 }, against: { windows: 1 } };
    const trial = await run({ condition: change }, 7);
    // The first holds already when the stretch begins, as when a rule is made.
    expect(trial.messages.map(({ message }) => message.text)).toEqual([
      "Acme api-hours +160.5 % week over week",
      "Acme api-hours +15.2 % week over week",
    ]);
  });

  test("of a number of the profile, from its history", async () => {
    const drop = { kind: "change", direction: "down", by: { points: 10 }, against: { days: 7 } };
    const trial = await run({
      signal: { kind: "field", field: "healthScore" },
      window: undefined,
      condition: drop,
    });
    expect(trial.messages.map(({ message }) => message.text)).toEqual([
      "Acme health 80 → 61 (-19) in 7 days",
    ]);
  });

  test("with its filter and its target by customer", async () => {
    const share = { kind: "share", direction: "above", percent: 50, of: { field: "attributes.limit" } };
    expect((await run({ condition: share })).count).toBe(2);
    const rich = { field: "customer.mrr.amount", operator: "gte", value: "501" };
    expect((await run({ condition: share, filter: rich })).count).toBe(0);
  });

  test("of what was seen for the first time", async () => {
    const trial = await tryOnPast(scope, {
      rule: ruleOf({
        ...{ signal: { kind: "unknown", of: "meter" }, scope: { kind: "all" }, window: undefined },
        condition: { kind: "seen" },
      }),
      days: 7,
      now: new Date(Date.now() + 60_000),
    });
    expect(trial.count).toBe(2);
  });

  test("of a meter that there is not: nothing", async () => {
    expect(await run({ signal: { kind: "meter", meter: "none" } })).toMatchObject({ count: 0, messages: [] });
  });

  test("of absence: whom nothing came from for so long", async () => {
    const trial = await run({ window: undefined, condition: { kind: "absent", hours: 72 } });
    expect(trial.perCustomer.map(({ customerId }) => customerId).sort()).toEqual(["acme", "beta"]);
    expect(trial.messages[0]?.message.text).toBe("No api-hours from Acme for 72 hours");
  });

  test("never of another project's", async () => {
    const { scope: other } = await createProject();
    expect((await tryOnPast(other, { rule: ruleOf({}), days: 90, now })).count).toBe(0);
  });
});
