import { describe, expect, test } from "vitest";
import { defaultCustomerSettings } from "@/lib/customers/settings";
import type { History, HistoryHour } from "../history";
import { runOver } from "../past/run";
import { type Rule, ruleInput } from "../schema";
import { quieterThan } from "./quieter";
import { byNoise, type NoiseLine, noiseOf } from "./report";
import { suggestFor } from "./suggest";

const day = 86_400_000;
const to = Date.UTC(2026, 10, 21);
const surroundings = { timeZone: "UTC", zones: defaultCustomerSettings.zones };

const ruleOf = (more: Record<string, unknown> = {}): Rule => ({
  ...ruleInput.parse({
    name: "Noisy",
    signal: { kind: "meter", meter: "m" },
    scope: { kind: "each" },
    window: "day",
    condition: { kind: "above", value: 100 },
    ...more,
  }),
  ...{ id: "rul_1", revision: 1, watchesSince: new Date(0) },
});

const suggestions = (rule: Rule, past: History) =>
  suggestFor(rule, past, (tried) => runOver(tried, past, surroundings, 0));

const hour = (at: number, value: number): HistoryHour => {
  const text = String(value);
  return { at, sum: text, count: 1, min: text, max: text, last: text, lastAt: at + 1 };
};
/** Four customers a day above 100: by 5, 30, 60 and 150. */
const history: History = {
  from: to - 30 * day,
  to,
  series: [105, 130, 160, 250].map((value, index) => ({
    customerId: `c${index}`,
    customer: { id: `c${index}`, mrr: { amount: String(100 * (index + 1)), currency: "USD" } },
    hours: Array.from({ length: 30 }, (_, at) => hour(to - (30 - at) * day + 3_600_000, value)),
    points: {},
  })),
};

describe("what would have been quieter (STA-55, ahead.md 16)", () => {
  test("says of each kind the mildest that makes a difference, and what it would have told", async () => {
    const found = await suggestions(ruleOf(), history);
    expect(found.map(({ kind, text, wouldTell, instead }) => [kind, text, wouldTell, instead])).toEqual([
      ["threshold", "With above 110 instead of 100", 90, 120],
      ["minimum_mrr", "Only for customers with an MRR of 300 or more", 60, 120],
      ["cooldown", "At most once a week of each customer", 20, 120],
    ]);
    expect(found[0]?.patch).toMatchObject({ condition: { kind: "above", value: "110" } });
  });

  test("has nothing to say of a rule that told nothing, or that nothing makes quieter without silencing it", async () => {
    expect(await suggestions(ruleOf({ condition: { kind: "above", value: 9_000 } }), history)).toEqual([]);
    const one = {
      ...history,
      series: history.series.slice(3).map((series) => ({ ...series, hours: series.hours.slice(0, 1) })),
    };
    expect(await suggestions(ruleOf(), one)).toEqual([]);
  });

  test.each([
    [{ kind: "below", value: 100 }, ["90", "75", "50", "25"]],
    [{ kind: "above", value: "0.5", clear: "0.4" }, ["0.55", "0.625", "0.75", "1"]],
  ])("moves the bound of %j the right way", (condition, values) => {
    const tried = quieterThan(ruleOf({ condition }), []).filter(({ kind }) => kind === "threshold");
    expect(tried.map(({ patch }) => patch.condition)).toMatchObject(values.map((value) => ({ value })));
  });

  test.each([
    [
      { kind: "change", direction: "down", by: { percent: 20 }, against: { windows: 1 } },
      "With a change of 22 % instead of 20 %",
    ],
    [
      { kind: "share", direction: "above", percent: 90, of: { value: 100 } },
      "With above 99 % instead of 90 %",
    ],
    [{ kind: "above", value: 0 }, undefined],
    [{ kind: "above", value: -5 }, undefined],
    [{ kind: "steps", steps: [1, 2] }, undefined],
  ])("%j: %s", (condition, text) => {
    expect(quieterThan(ruleOf({ condition }), []).find(({ kind }) => kind === "threshold")?.text).toBe(text);
  });

  test("keeps a filter that is there beside the least MRR", () => {
    const filter = { field: "customer.tier", operator: "eq", value: "x" };
    const found = quieterThan(ruleOf({ filter }), ["1", "2", "3", "4"]).find(
      ({ kind }) => kind === "minimum_mrr",
    );
    expect(found?.patch.filter).toEqual({
      all: [filter, { field: "customer.mrr.amount", operator: "gte", value: "3" }],
    });
  });
});

describe("how noisy something is", () => {
  const line = (more: Partial<NoiseLine>): NoiseLine => ({
    ...{ kind: "rule", id: "x", name: "x", enabled: true, fired: 10, told: 10, muted: 0, cases: 10 },
    ...{
      acknowledged: 0,
      snoozed: 0,
      resolved: 0,
      mutes: 0,
      useful: 0,
      noise: 0,
      medianSecondsToAcknowledge: null,
    },
    ...more,
  });
  test.each([
    ["seldom told: nobody can say", { told: 4 }, null],
    ["all voted noise", { noise: 3 }, 0.8],
    ["half of the votes", { noise: 2, useful: 2 }, 0.4],
    ["voted useful, though nobody acknowledged", { useful: 3 }, 0],
    ["nobody acknowledged", {}, 0.8],
    ["everybody acknowledged", { acknowledged: 10 }, 0],
    ["nobody acknowledged, and muted", { mutes: 1 }, 1],
  ])("%s", (_, more, noise) => {
    expect(noiseOf(line(more))).toBe(noise);
  });

  test("the noisiest first, then what speaks most", () => {
    const lines = [
      line({ id: "quiet", acknowledged: 10 }),
      line({ id: "loud", told: 99 }),
      line({ id: "noisy" }),
      line({ id: "rare", told: 1 }),
    ];
    expect(byNoise(lines).map(({ id }) => id)).toEqual(["loud", "noisy", "quiet", "rare"]);
  });
});
