import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { setRuleEnabled } from "@/lib/rules/commands";
import { ruleStage } from "@/lib/rules/testing/stage";
import { endCooldown } from "./commands";
import { listCooldowns } from "./queries";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T12:00:00.000Z");
const minutesOn = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const twoSteps = {
  name: "Usage",
  signal: { kind: "meter", meter: "api-hours" },
  window: "day",
  condition: { kind: "steps", steps: [50, 100] },
  cooldownMinutes: 120,
};
const reading = (id: string, value: number, customer = "cus_a", at: Date = now) => {
  return { id, customer, value, meter: "api-hours", at: at.toISOString() };
};

/** A rule that has just told of a customer. */
async function cooling(more: object = {}) {
  const stage = await ruleStage(sql);
  const ruleId = await stage.rule({ ...twoSteps, ...more });
  await stage.look(now);
  await stage.send([reading("a", 60)], now);
  await stage.look(now);
  return { stage, scope: stage.scope, ruleId };
}

describe("a rule that has told", () => {
  test("is in its cooldown until that is over, for that customer", async () => {
    const { scope, ruleId } = await cooling();
    await sql`update customers set name = 'Acme' where project_id = ${scope.projectId} and id = 'cus_a'`;
    const expected = { ruleId, ruleName: "Usage", environment: "production", customerId: "cus_a" };
    expect((await listCooldowns(scope, {}, minutesOn(1))).items).toEqual([
      { ...expected, customerName: "Acme", status: "firing", toldAt: now, until: minutesOn(120) },
    ]);
    expect((await listCooldowns(scope, {}, minutesOn(119))).items).toHaveLength(1);
    expect((await listCooldowns(scope, {}, minutesOn(120))).items).toEqual([]);
  });

  test("is in none without one, or once it is switched off", async () => {
    const without = await cooling({ cooldownMinutes: undefined });
    expect((await listCooldowns(without.scope, {}, now)).items).toEqual([]);
    const off = await cooling();
    await setRuleEnabled(off.scope, off.ruleId, false);
    expect((await listCooldowns(off.scope, {}, now)).items).toEqual([]);
  });

  test("is listed page by page, each customer once, and to nobody else", async () => {
    const { stage, scope } = await cooling();
    const later = Array.from({ length: 6 }, (_, n) => reading(`r${n}`, 60, `cus_${n % 3}/x`));
    await stage.send(later, minutesOn(5));
    await stage.look(minutesOn(5));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCooldowns(scope, { cursor, limit: 1 }, minutesOn(6));
      found.push(...page.items.map(({ customerId }) => customerId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(found).toEqual(["cus_a", "cus_0/x", "cus_1/x", "cus_2/x"]);
    expect((await listCooldowns((await ruleStage(sql)).scope, {}, now)).items).toEqual([]);
  });
});

describe("a cooldown that is ended", () => {
  test("lets what holds be told within a minute, which begins another one", async () => {
    const { stage, scope, ruleId } = await cooling();
    await stage.send([reading("b", 60)], minutesOn(1));
    expect(await stage.look(minutesOn(1))).toBe(0);
    const cooldown = { ruleId, environment: "production", customerId: "cus_a" } as const;
    await endCooldown(scope, cooldown, minutesOn(2));
    expect((await listCooldowns(scope, {}, minutesOn(2))).items).toEqual([]);
    expect(await stage.look(minutesOn(3))).toBe(1);
    expect((await stage.told()).map(({ step }) => step)).toEqual(["50", "100"]);
    expect((await listCooldowns(scope, {}, minutesOn(4))).items).toMatchObject([{ until: minutesOn(123) }]);
    const audits =
      await sql`select action, target_id from audit_entries where project_id = ${scope.projectId} and action = 'rule.cooldown_end'`;
    expect(audits).toEqual([{ action: "rule.cooldown_end", target_id: ruleId }]);
  });

  test("must be one: of another customer, of a stranger, or one that is over there is none", async () => {
    const { scope, ruleId } = await cooling();
    const cooldown = { ruleId, environment: "production", customerId: "cus_a" } as const;
    const stranger = (await ruleStage(sql)).scope;
    const missing = { code: "not_found" };
    await expect(endCooldown(stranger, cooldown, now)).rejects.toMatchObject(missing);
    await expect(endCooldown(scope, { ...cooldown, customerId: "cus_b" }, now)).rejects.toMatchObject(
      missing,
    );
    await expect(endCooldown(scope, cooldown, minutesOn(121))).rejects.toMatchObject(missing);
    await endCooldown(scope, cooldown, now);
    await expect(endCooldown(scope, cooldown, now)).rejects.toMatchObject(missing);
  });
});
