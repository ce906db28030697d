import { describe, expect, test } from "vitest";
import { ruleWindows } from "./schema";
import { testZones } from "./testing/histories";
import { instant, ruleOf } from "./testing/judging";
import { naiveWindow } from "./testing/naive-calendar";
import { cycleDayOf, windowOf, windowsTouched, windowToLookAt } from "./window";

const iso = (at: number) => new Date(at).toISOString().replace(":00.000Z", "Z");
const customer = (day: number) => ({ id: "acme", attributes: { billingCycleDay: day } });

describe("billing cycles", () => {
  test.each([
    ["UTC", 31, "2026-11-21T12:00:00Z", "2026-10-31T00:00Z", "2026-11-30T00:00Z"],
    ["UTC", 31, "2026-11-30T00:00:00Z", "2026-11-30T00:00Z", "2026-12-31T00:00Z"],
    ["UTC", 31, "2027-02-28T00:00:00Z", "2027-02-28T00:00Z", "2027-03-31T00:00Z"],
    ["UTC", 30, "2028-02-29T10:00:00Z", "2028-02-29T00:00Z", "2028-03-30T00:00Z"],
    ["UTC", 1, "2026-12-31T23:59:59Z", "2026-12-01T00:00Z", "2027-01-01T00:00Z"],
    ["Europe/Berlin", 29, "2026-03-28T23:00:00Z", "2026-03-28T23:00Z", "2026-04-28T22:00Z"],
    ["America/New_York", 1, "2026-11-01T03:59:59Z", "2026-10-01T04:00Z", "2026-11-01T04:00Z"],
    ["Asia/Kolkata", 15, "2026-11-14T18:30:00Z", "2026-11-14T18:30Z", "2026-12-14T18:30Z"],
    ["Australia/Lord_Howe", 5, "2026-04-04T13:00:00Z", "2026-04-04T13:00Z", "2026-05-04T13:30Z"],
    ["Pacific/Auckland", 27, "2026-09-26T12:00:00Z", "2026-09-26T12:00Z", "2026-10-26T11:00Z"],
  ])("in %s that of day %i around %s", (timeZone, day, at, start, end) => {
    const window = windowOf(instant(at), "cycle", { timeZone, customer: customer(day) });
    expect([iso(window.start), iso(window.end)]).toEqual([start, end]);
  });

  test("begin as the attribute says, else with the contract, else on the first", () => {
    expect(cycleDayOf(customer(17))).toBe(17);
    expect(
      cycleDayOf({ id: "acme", contractStartedOn: "2024-02-29", attributes: { billingCycleDay: 32 } }),
    ).toBe(29);
    expect(cycleDayOf({ id: "acme" })).toBe(1);
    expect(cycleDayOf(null)).toBe(1);
  });
});

describe("windows", () => {
  const moments = [
    "2026-03-08T06:30:00Z",
    "2026-03-08T07:30:00Z",
    "2026-03-29T00:59:59Z",
    "2026-03-29T01:00:00Z",
    "2026-04-04T14:59:00Z",
    "2026-04-04T15:15:00Z",
    "2026-09-26T14:00:00Z",
    "2026-10-03T15:29:00Z",
    "2026-10-25T00:30:00Z",
    "2026-10-25T01:00:00Z",
    "2026-11-01T05:59:00Z",
    "2026-11-01T06:00:00Z",
    "2026-06-30T23:59:59Z",
    "2026-12-31T13:00:00Z",
    "2028-02-29T11:00:00Z",
  ];
  const sizes = ruleWindows.filter((size) => size !== "hour");
  const cases = testZones.flatMap((zone) => sizes.map((size) => [zone, size] as const));

  test.each(cases)("in %s the %s is what the clocks show", (timeZone, size) => {
    for (const moment of moments) {
      const quick = windowOf(instant(moment), size, { timeZone, customer: customer(31) });
      expect(quick, moment).toEqual(naiveWindow(instant(moment), size, timeZone, 31));
    }
  });

  const change = { kind: "change", direction: "down", by: { percent: 20 }, against: { windows: 2 } };
  const { rule } = ruleOf({ signal: { kind: "meter", meter: "hours" }, window: "week", condition: change });
  const calendar = { timeZone: "UTC", customer: null };

  test("that a changed hour touches are its own and those that are compared with it, as far as they have begun", () => {
    const touched = (at: string, now: string) =>
      windowsTouched(rule, instant(at), instant(now), calendar).map(({ start }) => iso(start).slice(0, 10));
    expect(touched("2026-11-04T10:00:00Z", "2026-11-21T00:00:00Z")).toEqual(["2026-11-09", "2026-11-16"]);
    expect(touched("2026-11-18T10:00:00Z", "2026-11-21T00:00:00Z")).toEqual(["2026-11-16"]);
    // What has not begun is not among them; the last one is, since it may be compared with something else now.
    expect(touched("2026-11-25T10:00:00Z", "2026-11-21T00:00:00Z")).toEqual(["2026-11-09"]);
    expect(touched("2025-12-29T10:00:00Z", "2026-01-01T00:00:00Z")).toEqual(["2025-12-29"]);
  });

  test("to look at are the one that goes on, or the last that is over for five minutes", () => {
    const start = (at: string) => iso(windowToLookAt(rule, instant(at), calendar)?.start ?? 0).slice(0, 10);
    expect(start("2026-11-23T00:04:59Z")).toBe("2026-11-09");
    expect(start("2026-11-23T00:05:00Z")).toBe("2026-11-16");
    const live = ruleOf({
      signal: { kind: "meter", meter: "h" },
      window: "week",
      condition: { kind: "above", value: 1 },
    });
    expect(iso(windowToLookAt(live.rule, instant("2026-11-23T00:00:00Z"), calendar)?.start ?? 0)).toBe(
      "2026-11-23T00:00Z",
    );
  });
});
