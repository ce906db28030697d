import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { planBatch } from "@/inngest/functions/fan-out";
import { noteCustomersOfEvents, replaceCustomer } from "@/lib/customers/commands";
import { recordEvents } from "@/lib/events/commands";
import { updateProject } from "@/lib/projects/commands";
import { type RuleStage, ruleStage } from "../testing/stage";

const { sql } = await testDatabase();
const now = new Date("2026-11-18T12:00:00.000Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const days = (count: number) => minutes(count * 1_440);
const usd = (amount: string) => ({ amount, currency: "USD" });

const meter = (meter: string, measure = "sum") => ({ kind: "meter", meter, measure });
let id = 0;
const reading = (customer: string, value: number, at: Date = now, of = "calls") => ({
  ...{ id: `r${id++}`, meter: of, customer, value, at: at.toISOString() },
});

async function happen({ scope }: RuleStage, events: readonly object[], at: Date = now) {
  const bodies = events.map((event) => ({ occurredAt: at.toISOString(), ...event }));
  const { acceptedIds } = await recordEvents(scope, bodies, { now: at, source: "api" });
  await planBatch(scope, acceptedIds);
  await noteCustomersOfEvents(scope, acceptedIds);
}

const be = (
  { scope }: RuleStage,
  customer: string,
  fields: object,
  attributes: Record<string, unknown> = {},
) =>
  replaceCustomer(
    scope,
    { environment: "production", id: customer, now: new Date() },
    { fields, attributes },
  );

const kinds = async (stage: RuleStage) =>
  (await stage.told()).map(({ kind, customer }) => `${kind} ${customer}`);

describe("what a window comes to", () => {
  test("below a bound is judged for everybody once the window is over, by the project's clocks", async () => {
    const stage = await ruleStage(sql);
    await updateProject(stage.scope, { name: "Own", timeZone: "America/New_York" });
    await stage.rule({ signal: meter("calls"), window: "day", condition: { kind: "below", value: 10 } });
    const start = new Date("2026-10-31T16:00:00Z");
    const at = (hours: number, more = 0) => new Date(start.getTime() + (hours * 60 + more) * 60_000);
    await stage.look(start);
    await stage.send(
      [reading("cus_a", 20, start), reading("cus_b", 5, start), reading("cus_c", 9, start)],
      start,
    );
    expect(await stage.look(at(1))).toBe(0);
    // That day is over at 4 in UTC, the one after has 25 hours.
    expect(await stage.look(at(12, 4))).toBe(0);
    expect(await stage.look(at(12, 5))).toBe(2);
    await stage.send([reading("cus_c", 30, at(30))], at(30));
    expect(await stage.look(at(36, 6))).toBe(0);
    // Nothing came of two of them since: they were seen in the day before, so that nothing is zero.
    expect(await stage.look(at(37, 5))).toBe(3);
    expect(await kinds(stage)).toEqual([
      ...["triggered cus_b", "triggered cus_c"],
      ...["triggered cus_a", "triggered cus_b", "recovered cus_c"],
    ]);
  });

  test("changed by percent against the window before, also of one that was missed", async () => {
    const stage = await ruleStage(sql);
    await stage.rule({
      signal: meter("calls"),
      window: "day",
      condition: { kind: "change", direction: "down", by: { percent: 50 }, against: { windows: 1 } },
    });
    await stage.send([reading("cus_a", 100, days(-1)), reading("cus_b", 100, days(-1))], now);
    await stage.send([reading("cus_a", 51), reading("cus_b", 50)], now);
    await stage.look(now);
    expect(await stage.look(days(3))).toBe(3);
    const told = await stage.told();
    expect(told.map(({ customer, key }) => [customer, key.slice(0, 10)])).toEqual([
      ["cus_a", "2026-11-19"],
      ["cus_b", "2026-11-18"],
      ["cus_b", "2026-11-19"],
    ]);
  });

  test("over all customers and over a segment as a whole", async () => {
    const stage = await ruleStage(sql);
    await be(stage, "cus_a", { tier: "enterprise" });
    await be(stage, "cus_b", { tier: "starter" });
    const above = { signal: meter("calls"), window: "day", condition: { kind: "above", value: 100 } };
    const filter = { field: "customer.tier", operator: "eq", value: "enterprise" };
    await stage.rule({ ...above, scope: { kind: "all" } });
    await stage.rule({ ...above, scope: { kind: "segment", filter } });
    await stage.rule({ ...above, scope: { kind: "customer", customerId: "cus_b" } });
    await stage.look(now);
    await stage.send([reading("cus_a", 60), reading("cus_b", 60)], now);
    expect(await stage.look(minutes(1))).toBe(1);
    await stage.send([reading("cus_a", 60)], now);
    expect(await stage.look(minutes(2))).toBe(1);
    await stage.send([reading("cus_b", 60)], now);
    expect(await stage.look(minutes(3))).toBe(1);
    expect((await stage.told()).map(({ customer, value }) => [customer, value])).toEqual([
      ["", "120"],
      ["", "120"],
      ["cus_b", "120"],
    ]);
  });

  test("in steps of a customer's own limit, each once, the highest when several are passed", async () => {
    const stage = await ruleStage(sql);
    await be(stage, "cus_a", {}, { limit: 200 });
    await stage.rule({
      signal: meter("calls"),
      window: "month",
      condition: { kind: "steps", of: { field: "attributes.limit" }, steps: [25, 50, 75, 90], every: 10 },
    });
    await stage.look(now);
    for (const value of [49, 1, 110, 0, 60]) {
      await stage.send([reading("cus_a", value)], now);
      await stage.look(minutes(id));
    }
    expect((await stage.told()).map(({ kind, step }) => [kind, step])).toEqual([
      ["triggered", "25"],
      ["step", "75"],
      ["step", "110"],
    ]);
    // A smaller limit is reached further without any reading.
    await be(stage, "cus_a", {}, { limit: 100 });
    expect(await stage.look(minutes(id + 1))).toBe(1);
  });

  test("of events and of revenue, each sale once and less what goes back", async () => {
    const stage = await ruleStage(sql);
    const scope = { kind: "all" };
    await stage.rule({
      ...{ scope, window: "day", signal: { kind: "events", eventType: "payment.*" } },
      condition: { kind: "above", value: 3, inclusive: true },
    });
    await stage.rule({
      ...{ scope, window: "day", signal: { kind: "revenue", currency: "USD" } },
      condition: { kind: "above", value: 200, inclusive: true },
    });
    await stage.look(now);
    const customer = { id: "cus_a" };
    const paid = { type: "payment.succeeded", customer, data: { amount: usd("100.00"), invoiceId: "in_1" } };
    await happen(stage, [
      { ...paid, id: "e1" },
      { type: "invoice.paid", id: "e2", customer, data: { invoiceId: "in_1" } },
    ]);
    await happen(stage, [
      { ...paid, id: "e1" },
      { type: "payment.refunded", id: "e3", customer, data: { amount: usd("1") } },
    ]);
    expect(await stage.look(minutes(1))).toBe(0);
    await happen(stage, [{ ...paid, id: "e4" }]);
    expect(await stage.look(minutes(2))).toBe(1);
    await happen(stage, [
      { type: "payment.refund_reversed", id: "e5", customer, data: { amount: usd("1") } },
    ]);
    expect(await stage.look(minutes(3))).toBe(1);
    expect((await stage.told()).map(({ value }) => value)).toEqual(["3", "200"]);
  });
});

describe("what is known of customers", () => {
  test("a zone entered and left, a number that moved, a filter; nothing of who is excluded", async () => {
    const stage = await ruleStage(sql);
    await stage.rule({
      signal: { kind: "field", field: "healthScore" },
      condition: { kind: "zone", zones: ["red"] },
    });
    await stage.rule({
      signal: { kind: "field", field: "mrr", currency: "USD" },
      condition: { kind: "change", direction: "up", by: { percent: 10 }, against: { days: 0 } },
      filter: { field: "customer.tier", operator: "eq", value: "enterprise" },
    });
    for (const customer of ["cus_a", "cus_b"])
      await be(stage, customer, { healthScore: 90, mrr: usd("100") });
    await stage.look(new Date());
    await be(stage, "cus_a", { healthScore: 39, mrr: usd("110"), tier: "enterprise" });
    await be(stage, "cus_b", { healthScore: 39, mrr: usd("110"), excluded: true });
    expect(await stage.look(new Date())).toBe(2);
    await be(stage, "cus_a", { healthScore: 40, mrr: usd("110"), tier: "enterprise" });
    expect(await stage.look(new Date())).toBe(1);
    expect((await kinds(stage)).sort()).toEqual(["recovered cus_a", "triggered cus_a", "triggered cus_a"]);
  });

  test("credits less what was used of them", async () => {
    const stage = await ruleStage(sql);
    await be(stage, "cus_a", {}, { credits: 1_000 });
    await stage.rule({
      signal: { kind: "balance", credits: "attributes.credits", meter: "calls" },
      condition: { kind: "below", value: 200, inclusive: true },
    });
    await stage.rule({
      signal: { kind: "balance", credits: "attributes.credits", meter: "calls", measure: "daysLeft" },
      condition: { kind: "below", value: 2 },
    });
    await stage.look(now);
    await stage.send([reading("cus_a", 700)], now);
    expect(await stage.look(now)).toBe(0);
    await stage.send([reading("cus_a", 100)], now);
    expect(await stage.look(now)).toBe(2);
    expect((await stage.told()).map(({ value }) => value).sort()).toEqual(["1.75", "200"]);
  });
});

describe("what does not come", () => {
  test("is missed after so many hours, told to be over when it comes, and missed anew", async () => {
    const stage = await ruleStage(sql);
    await stage.rule({ signal: meter("calls"), condition: { kind: "absent", hours: 48 } });
    await stage.look(now);
    await stage.send([reading("cus_a", 1), reading("cus_b", 1)], now);
    expect(await stage.look(now)).toBe(0);
    await stage.send([reading("cus_b", 1, days(1))], days(1));
    expect(await stage.look(days(1))).toBe(0);
    expect(await stage.look(new Date(days(2).getTime() - 1))).toBe(0);
    expect(await stage.look(days(2))).toBe(1);
    await stage.send([reading("cus_a", 1, days(2.5))], days(2.5));
    expect(await stage.look(days(2.5))).toBe(1);
    expect(await stage.look(days(3))).toBe(1);
    expect(await stage.look(days(4.5))).toBe(1);
    expect(await kinds(stage)).toEqual([
      ...["triggered cus_a", "recovered cus_a"],
      ...["triggered cus_b", "triggered cus_a"],
    ]);
  });

  test("must hold for so long, and begins anew when it does not for a moment", async () => {
    const stage = await ruleStage(sql);
    await stage.rule({
      ...{ signal: meter("temperature", "last"), window: "day" },
      ...{ condition: { kind: "above", value: 90 }, forMinutes: 10, repeatMinutes: 30 },
    });
    await stage.look(now);
    const at = async (minute: number, value?: number) => {
      if (value !== undefined)
        await stage.send([reading("cus_a", value, minutes(minute), "temperature")], minutes(minute));
      return stage.look(minutes(minute));
    };
    expect([await at(0, 95), await at(9, 80), await at(10), await at(11, 95), await at(20)]).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect([await at(21), await at(50), await at(51), await at(52, 80)]).toEqual([1, 0, 1, 1]);
    expect(await kinds(stage)).toEqual(["triggered cus_a", "repeated cus_a", "recovered cus_a"]);
  });
});

test("what was never seen is told once, together", async () => {
  const stage = await ruleStage(sql);
  await stage.rule({
    scope: { kind: "all" },
    signal: { kind: "unknown", of: "meter" },
    condition: { kind: "seen" },
  });
  await stage.rule({
    scope: { kind: "all" },
    signal: { kind: "unknown", of: "customer" },
    condition: { kind: "seen" },
  });
  await stage.look(now);
  await stage.send([reading("cus_a", 1, now, "new-one"), reading("cus_b", 1, now, "new-two")], now);
  await happen(stage, [{ type: "invoice.paid", customer: { id: "cus_c" }, data: {} }]);
  await be(stage, "cus_told", {});
  expect(await stage.look(new Date())).toBe(5);
  await stage.send([reading("cus_a", 1, now, "new-one")], now);
  expect(await stage.look(new Date())).toBe(0);
  const events = await sql<{ id: string; names: string[] }[]>`
    select distinct event ->> 'id' as id, event -> 'data' -> 'entities' as names from rule_firings
    where project_id = ${stage.scope.projectId}`;
  expect(events.map(({ names }) => [...names].sort()).sort()).toEqual([
    ["cus_a", "cus_b", "cus_c"],
    ["new-one", "new-two"],
  ]);
});
