import { describe, expect, test } from "vitest";
import { testDatabase } from "@/db/testing/database";
import { ruleStage } from "../testing/stage";
import { takeTurn } from "./commands";

const { sql } = await testDatabase();
const now = new Date("2026-11-21T12:00:00.000Z");
const minutesOn = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const overHundred = {
  signal: { kind: "meter", meter: "api-hours" },
  window: "day",
  condition: { kind: "above", value: 100 },
};
const reading = (id: string, customer: string, value: number, at: Date = now) => ({
  ...{ id, customer, value },
  meter: "api-hours",
  at: at.toISOString(),
});

describe("a reading beyond a bound", () => {
  test("is told once, for its customer and its day", async () => {
    const stage = await ruleStage(sql);
    await stage.rule(overHundred);
    await stage.look(now);
    await stage.send([reading("a", "cus_a", 60), reading("b", "cus_b", 60)], now);
    expect(await stage.look(now)).toBe(0);
    await stage.send([reading("c", "cus_a", 41)], now);
    expect(await stage.look(now)).toBe(1);
    await stage.send([reading("d", "cus_a", 41)], now);
    expect(await stage.look(now)).toBe(0);
    expect(await stage.told()).toEqual([
      { kind: "triggered", customer: "cus_a", key: "2026-11-21T00:00:00.000Z", value: "101", step: null },
    ]);
    expect(await stage.left()).toBe(0);
  });

  test("is told once however many look at once and however often it is sent, in any order", async () => {
    const stage = await ruleStage(sql);
    await stage.rule(overHundred);
    await stage.rule({ ...overHundred, condition: { kind: "steps", steps: [50, 150, 300] } });
    await stage.rule({ ...overHundred, scope: { kind: "all" }, condition: { kind: "above", value: 500 } });
    await stage.look(now);
    const batches = Array.from({ length: 20 }, (_, turn) => {
      const readings = Array.from({ length: 10 }, (_, n) =>
        reading(`r${n}`, n % 2 === 0 ? "cus_a" : "cus_b", 70),
      );
      return turn % 2 === 0 ? readings : readings.reverse();
    });
    await Promise.all(
      batches.map(async (batch) => {
        await stage.send(batch, now);
        await takeTurn(stage.scope, now);
      }),
    );
    expect(await stage.look(now)).toBe(0);
    const told = await stage.told();
    expect(told.filter(({ kind }) => kind === "triggered")).toHaveLength(5);
    expect(new Set(told.map(({ customer, key }) => `${customer} ${key}`)).size).toBe(told.length);
    expect(told.filter(({ step }) => step === "300")).toHaveLength(2);
    expect(await stage.left()).toBe(0);
  });

  test("of a day that is over is told late, one of a day to come when that has begun", async () => {
    const stage = await ruleStage(sql);
    await stage.rule(overHundred);
    await stage.look(now);
    const [yesterday, tomorrow] = [minutesOn(-24 * 60), minutesOn(24 * 60)];
    await stage.send([reading("a", "cus_a", 101, yesterday), reading("b", "cus_a", 102, tomorrow)], now);
    expect(await stage.look(now)).toBe(1);
    expect(await stage.look(minutesOn(60))).toBe(0);
    expect(await stage.look(minutesOn(24 * 60))).toBe(1);
    expect((await stage.told()).map(({ key }) => key.slice(0, 10))).toEqual(["2026-11-20", "2026-11-22"]);
  });
});
