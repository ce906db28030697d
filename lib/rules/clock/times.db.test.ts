import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { inScope } from "@/db/transaction";
import { replaceCustomer } from "@/lib/customers/commands";
import { updateProject } from "@/lib/projects/commands";
import { loadPlaybook } from "@/lib/routing/queries";
import { lookAtRulesAnew } from "../checks/commands";
import { updateRule } from "../commands";
import { lookAtPairs, takeTurn, underLock } from "../evaluation/commands";
import { type Pairs, pairIn } from "../evaluation/pair";
import { ruleStage } from "../testing/stage";
import { followClocks } from "./commands";

const { sql } = await testDatabase();
/** Minutes after 09:00 on Saturday, 21 November 2026. */
const on = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 9, minutes));
const day = 1_440;

const atNine = {
  signal: { kind: "meter", meter: "hours" },
  window: "week",
  condition: { kind: "above", value: 10 },
  cron: { expression: "0 9 * * *" },
};
const reading = (customer: string, value: number, at: Date) => ({
  ...{ id: `${customer}${at.toISOString()}`, customer, value, meter: "hours", at: at.toISOString() },
});

async function stageWith(...definitions: object[]) {
  const stage = await ruleStage(sql);
  const ids: string[] = [];
  for (const definition of definitions) ids.push(await stage.rule(definition));
  // Its first look is before there is anything to see.
  await stage.look(on(-60));
  const keys = async () => (await stage.told()).map(({ customer, key }) => `${customer} ${key}`);
  return { ...stage, ids, keys };
}
const runKey = (customer: string, days = 0) => `${customer} cron:${on(days * day).toISOString()}`;

describe("a rule that looks at certain times only", () => {
  test("is judged then, and not by what changes in between", async () => {
    const stage = await stageWith(atNine, { ...atNine, scope: { kind: "all" } });
    await stage.send([reading("cus_a", 20, on(-30)), reading("cus_b", 5, on(-30))], on(-30));
    expect(await stage.left()).toBe(0);
    expect(await stage.look(on(-1))).toBe(0);
    expect(await stage.look(on(0))).toBe(2);
    await stage.send([reading("cus_b", 50, on(10))], on(10));
    for (const minutes of [10, 60, day - 1]) expect(await stage.look(on(minutes))).toBe(0);
    expect((await stage.keys()).sort()).toEqual([runKey(""), runKey("cus_a")]);
    expect(await stage.look(on(day))).toBe(3);
  });

  test("is told once however many processes look at once", async () => {
    const stage = await stageWith(atNine);
    const customers = Array.from({ length: 30 }, (_, n) => reading(`cus_${n}`, 11, on(-30)));
    await stage.send(customers, on(-30));
    const fired = await Promise.all(
      [0, 0, 1, 1].map(async (minutes) => {
        const told = await followClocks(stage.scope, on(minutes));
        return told + (await takeTurn(stage.scope, on(minutes))).fired;
      }),
    );
    expect(fired.reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(await stage.look(on(2))).toBe(0);
    expect(new Set(await stage.keys()).size).toBe(30);
  });

  test("makes up the last time that was missed, once, and not a day late", async () => {
    const stage = await stageWith(atNine, { ...atNine, cron: { expression: "0 * * * *" } });
    await stage.send([reading("cus_a", 20, on(-60))], on(-60));
    expect(await stage.look(on(5 * 60 + 20))).toBe(2);
    expect(await stage.look(on(5 * 60 + 21))).toBe(0);
    expect(await stage.keys()).toEqual([runKey("cus_a"), `cus_a cron:${on(300).toISOString()}`]);
    const late = await stageWith({ ...atNine, window: "month", cron: { expression: "0 9 21 * *" } });
    await late.send([reading("cus_a", 20, on(-60))], on(-60));
    expect(await late.look(on(day))).toBe(0);
  });

  test("goes on from where a process died, and tells what it had not reached", async () => {
    const stage = await stageWith(atNine);
    await stage.send([reading("cus_a", 20, on(-60)), reading("cus_b", 20, on(-60))], on(-60));
    const before =
      await sql`select * from rule_states where rule_id = ${stage.ids[0] ?? ""} and customer_id = ''`;
    await stage.look(on(0));
    // As if it had died before the clock was put on, and before one of the two.
    await sql`delete from rule_firings where project_id = ${stage.scope.projectId} and customer_id = 'cus_b'`;
    await sql`delete from rule_states where rule_id = ${stage.ids[0] ?? ""}`;
    await sql`insert into rule_states ${sql(before)}`;
    expect(await stage.look(on(3))).toBe(1);
    expect(await stage.keys()).toEqual([runKey("cus_a"), runKey("cus_b")]);
  });

  test("rings again where one dies between looking at all as a whole and putting the clock on", async () => {
    const stage = await stageWith({ ...atNine, scope: { kind: "all" } });
    await stage.send([reading("cus_a", 20, on(-60))], on(-60));
    const { rulebook } = await loadPlaybook(stage.scope);
    const fired = await underLock(stage.scope, (tx) => {
      const pairs: Pairs = new Map();
      for (const compiled of rulebook.rules.values()) pairIn(pairs, compiled, "").run = on(0).getTime();
      return lookAtPairs(stage.scope, tx, [...pairs.values()], on(0));
    });
    expect([fired, await stage.look(on(1)), await stage.look(on(day))]).toEqual([1, 0, 1]);
  });

  test("is looked at once though all rules are looked at anew, before or after", async () => {
    const stage = await stageWith(atNine);
    const lookAnew = () => inScope(stage.scope, (tx) => lookAtRulesAnew(tx, stage.scope));
    await stage.send([reading("cus_a", 20, on(-60))], on(-60));
    await lookAnew();
    expect(await stage.look(on(0))).toBe(1);
    await lookAnew();
    await stage.send([reading("cus_b", 20, on(5))], on(5));
    expect(await stage.look(on(10))).toBe(0);
    expect(await stage.look(on(day))).toBe(2);
  });

  test("goes by the clocks of the project, also when they become others", async () => {
    const berlin = { expression: "0 9 * * *", timeZone: "Europe/Berlin" };
    const stage = await stageWith(atNine, { ...atNine, cron: berlin });
    await stage.send([reading("cus_a", 20, on(-60))], on(-60));
    expect(await stage.look(on(0))).toBe(1);
    await updateProject(stage.scope, { name: "Elsewhere", timeZone: "Asia/Tokyo" });
    expect(await stage.look(on(1))).toBe(0);
    const [nineInTokyo, nineInBerlin] = [15 * 60, 23 * 60];
    expect(await stage.look(on(nineInTokyo))).toBe(1);
    expect(await stage.look(on(nineInBerlin))).toBe(1);
    expect(await stage.look(on(day))).toBe(0);
  });

  test("is not put off where adding up is, nor by a filter or a segment that few are in", async () => {
    const mrr = {
      signal: { kind: "field", field: "mrr", currency: "USD" },
      condition: { kind: "above", value: 100 },
      cron: atNine.cron,
    };
    const gold = { field: "customer.tier", operator: "eq", value: "gold" };
    const stage = await stageWith(
      { ...mrr, scope: { kind: "all" } },
      { ...mrr, scope: { kind: "segment", filter: gold } },
      { ...mrr, filter: gold },
      { ...mrr, scope: { kind: "customer", customerId: "cus_b" } },
    );
    const tiers = Object.entries({ cus_a: "gold", cus_b: "basic" });
    for (const [id, tier] of tiers) {
      const fields = { tier, mrr: { amount: "150", currency: "USD" } };
      await replaceCustomer(
        stage.scope,
        { environment: "production", id, now: on(-30) },
        { fields, attributes: {} },
      );
    }
    await sql`update rule_states set updated_at = ${on(0)} where project_id = ${stage.scope.projectId}`;
    expect(await stage.look(on(0))).toBe(4);
    const told = (await stage.told()).map(({ customer, value }) => `${customer} ${value}`);
    expect(told.sort()).toEqual([" 150", " 300", "cus_a 150", "cus_b 150"]);
  });

  test("does not look back when its times are changed, and keeps them when something else is", async () => {
    const stage = await ruleStage(sql);
    const { cron: _, ...atAnyTime } = atNine;
    const id = await stage.rule(atAnyTime);
    const now = new Date();
    const hourOf = (hours: number) => new Date(now.getTime() + hours * 3_600_000).getUTCHours();
    for (const later of [0, 120_000]) await stage.look(new Date(now.getTime() + later));
    await updateRule(stage.scope, id, { cron: { expression: `0 ${hourOf(-1)} * * *` } });
    await stage.send([reading("cus_a", 20, now)], now);
    expect(await stage.look(new Date())).toBe(0);
    await updateRule(stage.scope, id, { condition: { kind: "above", value: 5 } });
    expect(await stage.look(new Date())).toBe(0);
    await updateRule(stage.scope, id, { window: "quarter", cron: null });
    expect(await stage.look(new Date())).toBe(1);
  });
});
