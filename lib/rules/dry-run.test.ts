import { describe, expect, test } from "vitest";
import { dryRun } from "./dry-run";
import type { HistoryHour, HistorySeries } from "./history";
import { instant, ruleOf } from "./testing/judging";

const hour = 3_600_000;
const zones = { redBelow: 40, yellowBelow: 70 };
const surroundings = { timeZone: "UTC", zones };
const from = instant("2026-11-02T00:00:00Z");

const hourOf = (at: number, sum: number): HistoryHour => {
  const text = String(sum);
  return { at, sum: text, count: 1, min: text, max: text, last: text };
};

const series = (customerId: string, hours: readonly HistoryHour[], points: HistorySeries["points"] = {}) => ({
  ...{ customerId, customer: { id: customerId }, hours, points },
});

const meter = { signal: { kind: "meter", meter: "hours" }, window: "week" };
const keysOf = (run: ReturnType<typeof dryRun>) =>
  run.firings.map(({ customerId, kind, key }) => `${customerId} ${kind} ${key}`);

describe("a dry run", () => {
  test("tells what would have been told, and counts it by day and customer", () => {
    const { rule } = ruleOf({ ...meter, condition: { kind: "above", value: 10 } });
    const hours = (each: number) =>
      Array.from({ length: 24 * 14 }, (_, index) => hourOf(from + index * hour, each));
    const history = {
      from,
      to: from + 14 * 24 * hour,
      series: [series("big", hours(1)), series("small", hours(0.01))],
    };
    const run = dryRun(rule, history, surroundings);
    expect(keysOf(run)).toEqual([
      "big triggered 2026-11-02T00:00:00.000Z",
      "big triggered 2026-11-09T00:00:00.000Z",
    ]);
    expect(run.perDay).toEqual([
      { day: "2026-11-02", count: 1 },
      { day: "2026-11-09", count: 1 },
    ]);
    expect(run.perCustomer).toEqual([{ customerId: "big", count: 2 }]);
    expect(run.first.map(({ value }) => value)).toEqual(["11", "11"]);
  });

  test("judges a fall when the week is over, also of a week in which nothing came", () => {
    const condition = { kind: "change", direction: "down", by: { percent: 20 }, against: { windows: 1 } };
    const { rule } = ruleOf({ ...meter, condition });
    const before = from - 7 * 24 * hour;
    const hours = [hourOf(before, 100), hourOf(from, 81), hourOf(from + 7 * 24 * hour, 64)];
    const history = { from, to: from + 28 * 24 * hour, series: [series("acme", hours)] };
    expect(keysOf(dryRun(rule, history, surroundings))).toEqual([
      "acme triggered 2026-11-09T00:00:00.000Z",
      "acme triggered 2026-11-16T00:00:00.000Z",
    ]);
  });

  test("applies cooldown and duration to numbers, and reads balances", () => {
    const point = (days: number, value: string) => ({ at: from + days * 24 * hour, value });
    const points = {
      healthScore: [point(-1, "60"), point(1, "30"), point(2, "60"), point(3, "30"), point(9, "60")],
    };
    const low = { signal: { kind: "field", field: "healthScore" }, condition: { kind: "below", value: 40 } };
    const history = { from, to: from + 14 * 24 * hour, series: [series("acme", [], points)] };
    const kinds = (body: Record<string, unknown>) =>
      dryRun(ruleOf(body).rule, history, surroundings).firings.map(
        ({ kind, at }) => `${kind} ${(at - from) / 24 / hour}`,
      );
    expect(kinds(low)).toEqual(["triggered 1", "recovered 2", "triggered 3", "recovered 9"]);
    expect(kinds({ ...low, cooldownMinutes: 5 * 1_440 })).toEqual([
      "triggered 1",
      "recovered 2",
      "triggered 6",
      "recovered 9",
    ]);
    expect(kinds({ ...low, forMinutes: 2 * 1_440 })).toEqual(["triggered 5", "recovered 9"]);
    const balance = {
      signal: { kind: "balance", credits: "attributes.credits", meter: "hours" },
      condition: { kind: "below", value: 20 },
    };
    const used = {
      ...series("acme", [hourOf(from, 70), hourOf(from + 24 * hour, 20)]),
      customer: { id: "acme", attributes: { credits: 100 } },
    };
    const run = dryRun(ruleOf(balance).rule, { ...history, series: [used] }, surroundings);
    expect(run.firings.map(({ kind, value }) => `${kind} ${value}`)).toEqual(["triggered 10"]);
  });

  test("takes 50 customers over 90 days of hours", () => {
    const { rule } = ruleOf({ ...meter, window: "day", condition: { kind: "above", value: 20 } });
    const hours = Array.from({ length: 24 * 90 }, (_, index) => hourOf(from + index * hour, 1));
    const many = Array.from({ length: 50 }, (_, index) => series(`customer ${index}`, hours));
    const run = dryRun(rule, { from, to: from + 90 * 24 * hour, series: many }, surroundings);
    expect(run.count).toBe(50 * 90);
  });
});
