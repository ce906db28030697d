import { expect, test } from "vitest";
import { type DryRun, dryRun } from "../dry-run";
import type { History } from "../history";
import { type Rule, ruleInput } from "../schema";
import { partsOf } from "./parts";
import { runOver } from "./run";

const day = 86_400_000;
const to = Date.UTC(2026, 10, 21);
const surroundings = { timeZone: "Europe/Berlin", zones: { redBelow: 40, yellowBelow: 70 } };
const rule: Rule = {
  ...ruleInput.parse({
    name: "x",
    signal: { kind: "meter", meter: "m" },
    scope: { kind: "each" },
    window: "day",
    condition: { kind: "above", value: 230 },
  }),
  ...{ id: "rul_1", revision: 1, watchesSince: new Date(0) },
};
const history: History = {
  from: to - 30 * day,
  to,
  series: Array.from({ length: 17 }, (_, customer) => ({
    customerId: `c${customer}`,
    customer: { id: `c${customer}` },
    points: {},
    hours: Array.from({ length: 30 * 24 }, (_, hour) => {
      const value = String((hour * 7 + customer) % 20);
      return {
        at: to - 30 * day + hour * 3_600_000,
        sum: value,
        count: 1,
        min: value,
        max: value,
        last: value,
      };
    }),
  })),
};

test("a run in parts comes to what a run in one go does", async () => {
  expect(partsOf(history).length).toBeGreaterThan(2);
  expect(partsOf(history).flatMap(({ series }) => series)).toEqual(history.series);
  const [whole, parts] = [
    dryRun(rule, history, surroundings, 5),
    await runOver(rule, history, surroundings, 5),
  ];
  expect(whole.count).toBeGreaterThan(100);
  expect(parts.count).toBe(whole.count);
  expect(parts.perDay).toEqual([...whole.perDay].sort((left, right) => (left.day < right.day ? -1 : 1)));
  // Of those that were told of as often, none comes first.
  const byId = (run: DryRun) => new Map(run.perCustomer.map(({ customerId, count }) => [customerId, count]));
  expect(byId(parts)).toEqual(byId(whole));
  expect(parts.perCustomer.map(({ count }) => count)).toEqual(whole.perCustomer.map(({ count }) => count));
  expect(parts.first.map(({ at }) => at)).toEqual(whole.first.map(({ at }) => at));
});

test("names are in the first part alone, and a history of nothing is one part", () => {
  const names = [{ name: "n", at: to }];
  expect(partsOf({ ...history, names }).map((part) => part.names?.length)).toEqual([
    1,
    ...partsOf(history)
      .slice(1)
      .map(() => 0),
  ]);
  expect(partsOf({ from: 0, to, series: [] }).length).toBe(1);
});
