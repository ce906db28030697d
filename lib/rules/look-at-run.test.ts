import { describe, expect, test } from "vitest";
import { parseRule } from "./coherent";
import { dryRun } from "./dry-run";
import { evaluate } from "./evaluate";
import type { Observation } from "./observation";
import { dueRun } from "./runs";
import { instant, ruleOf, seenAt, tellings } from "./testing/judging";

const cron = { expression: "0 9 * * *" };
const health = { signal: { kind: "field", field: "healthScore" }, condition: { kind: "below", value: 40 } };
const daily = { ...health, cron };
const at = (run: string, value: string | null, now = run): Observation =>
  seenAt(now, { value, run: instant(run) });
const days = ["16", "17", "18", "19"].map((day) => `2026-11-${day}T09:00:00Z`);
const [monday = "", tuesday = "", wednesday = ""] = days;
const keyOf = (run: string) => `triggered cron:${new Date(run).toISOString()}`;

describe("a rule that looks at certain times only", () => {
  test("tells what holds then, once each time, and nothing of its end", () => {
    const { told, state } = tellings(ruleOf(daily), [
      at(monday, "30"),
      at(monday, "20", "2026-11-16T09:01:00Z"),
      at(tuesday, "30"),
      at(wednesday, "50"),
    ]);
    expect(told).toEqual([[keyOf(monday)], [], [keyOf(tuesday)], []]);
    expect(state).toMatchObject({ status: "ok", alarm: null, dueAt: null, value: "50" });
  });

  test("judges nothing at any other moment", () => {
    const before = evaluate(ruleOf(daily), null, at(monday, "50")).state;
    const outcome = evaluate(
      ruleOf(daily),
      { ...before, dueAt: 5 },
      seenAt("2026-11-16T10:00:00Z", { value: "1" }),
    );
    expect(outcome).toEqual({ state: before, firings: [] });
  });

  test("a cooldown counts from time to time, however late one was looked at", () => {
    const compiled = ruleOf({ ...daily, cooldownMinutes: 2_880 });
    const late = "2026-11-16T20:00:00Z";
    const looks = [at(monday, "30", late), at(tuesday, "30"), at(wednesday, "30"), at(days[3] ?? "", null)];
    expect(tellings(compiled, looks).told).toEqual([[keyOf(monday)], [], [keyOf(wednesday)], []]);
  });

  test("heeds exceptions and the filter", () => {
    const filter = { field: "customer.id", operator: "eq", value: "another" };
    expect(tellings(ruleOf({ ...daily, filter }), [at(monday, "1")]).told).toEqual([[]]);
    const overrides = [{ customerId: "acme", value: 10, severity: "critical" }];
    const { firings } = tellings(ruleOf({ ...daily, overrides }), [at(monday, "20"), at(tuesday, "9")]);
    expect(firings).toMatchObject([{ key: keyOf(tuesday).split(" ")[1], severity: "critical" }]);
  });

  test("looks at the window that goes on, also for a fall", () => {
    const week = { start: instant("2026-11-16T00:00:00Z"), end: instant("2026-11-23T00:00:00Z") };
    const meter = { signal: { kind: "meter", meter: "hours" }, window: "week", cron };
    const compiled = ruleOf({ ...meter, condition: { kind: "below", value: 10 } });
    const { firings } = tellings(compiled, [{ ...at(tuesday, "4"), window: week }]);
    expect(firings).toMatchObject([{ period: week, value: "4", story: "2026-11-16T00:00:00.000Z" }]);
  });
});

describe("which time is due", () => {
  const berlin = ruleOf({ ...health, cron: { expression: "0 9 * * 1", timeZone: "Europe/Berlin" } });
  test.each([
    ["on the hour", "2026-10-26T08:00:00Z", null, "2026-10-26T08:00:00Z"],
    ["an hour earlier in summer", "2026-10-19T07:00:00Z", null, "2026-10-19T07:00:00Z"],
    ["not before", "2026-10-26T07:59:59Z", null, null],
    ["made up within a day", "2026-10-27T07:59:59Z", null, "2026-10-26T08:00:00Z"],
    ["and not after it", "2026-10-27T08:00:00Z", null, null],
    ["not again", "2026-10-26T08:00:05Z", "2026-11-02T08:00:00Z", null],
    ["the one that was waited for", "2026-10-26T08:00:05Z", "2026-10-26T08:00:00Z", "2026-10-26T08:00:00Z"],
  ])("%s", (_name, now, from, expected) => {
    const run = dueRun(berlin, from === null ? null : instant(from), instant(now));
    expect(run).toBe(expected === null ? null : instant(expected));
  });

  test("none before the rule watched, and the last of several that were missed", () => {
    const hourly = { ...health, cron: { expression: "0 * * * *" } };
    const young = ruleOf(hourly, "UTC", "2026-11-16T09:00:01Z");
    expect(dueRun(young, null, instant("2026-11-16T09:30:00Z"))).toBeNull();
    expect(dueRun(young, null, instant("2026-11-16T12:30:00Z"))).toBe(instant("2026-11-16T12:00:00Z"));
  });
});

test("a dry run looks at the same times", () => {
  const { rule } = ruleOf({ ...health, cron: { expression: "0 9 * * *", timeZone: "Europe/Berlin" } });
  const points = [
    ["2026-10-23T12:00:00Z", "30"],
    ["2026-10-25T12:00:00Z", "50"],
    ["2026-10-25T13:00:00Z", "20"],
    ["2026-10-26T12:00:00Z", "60"],
  ].map(([moment = "", value = ""]) => ({ at: instant(moment), value }));
  const series = { customerId: "acme", customer: { id: "acme" }, hours: [], points: { healthScore: points } };
  const history = {
    from: instant("2026-10-22T00:00:00Z"),
    to: instant("2026-10-29T00:00:00Z"),
    series: [series],
  };
  const run = dryRun(rule, history, { timeZone: "UTC", zones: { redBelow: 40, yellowBelow: 70 } });
  expect(run.firings.map(({ key }) => key.slice(5, 21))).toEqual([
    "2026-10-24T07:00",
    "2026-10-25T08:00",
    "2026-10-26T08:00",
  ]);
});

describe("what goes together with certain times", () => {
  const pointers = (more: object) => {
    const parsed = parseRule({ name: "A rule", scope: { kind: "each" }, ...daily, ...more });
    return parsed.ok ? [] : parsed.errors.map(({ pointer }) => pointer);
  };
  const schedule = { days: [1], from: "09:00", to: "17:00" };
  const meter = { signal: { kind: "meter", meter: "hours" }, window: "week" };
  const justNow = { kind: "change", direction: "up", by: { percent: 5 }, against: { days: 0 } };
  test.each([
    ["a cooldown", { cooldownMinutes: 60 }, []],
    ["a fall of a sum", { ...meter }, []],
    ["absence", { ...meter, window: undefined, condition: { kind: "absent", hours: 5 } }, []],
    ["no duration", { forMinutes: 5 }, ["/forMinutes"]],
    ["no repetition", { repeatMinutes: 60 }, ["/repeatMinutes"]],
    ["no hours", { schedule }, ["/schedule"]],
    ["no judgement", { ...meter, judge: "window_end" }, ["/judge"]],
    ["no clear level", { condition: { kind: "below", value: 40, clear: 50 } }, ["/condition/clear"]],
    ["no steps", { condition: { kind: "steps", steps: [1, 2] } }, ["/cron"]],
    ["no change just now", { condition: justNow }, ["/cron"]],
    ["no zone that there is not", { cron: { ...cron, timeZone: "Mars" } }, ["/cron/timeZone"]],
    ["no times that come too often", { cron: { expression: "*/30 * * * *" } }, ["/cron/expression"]],
  ])("%s", (_name, more, expected) => expect(pointers(more)).toEqual(expected));
});
