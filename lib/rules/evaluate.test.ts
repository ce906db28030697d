import { describe, expect, test } from "vitest";
import type { Observation } from "./observation";
import { instant, ruleOf, seenAt, tellings } from "./testing/judging";

const meter = { signal: { kind: "meter", meter: "hours" }, window: "week" };
const field = { signal: { kind: "field", field: "healthScore" } };
const week = { start: instant("2026-11-16T00:00:00Z"), end: instant("2026-11-23T00:00:00Z") };
const inWeek = (value: string | null, more: Partial<Observation> = {}) =>
  seenAt("2026-11-18T12:00:00Z", { window: week, value, ...more });
const afterWeek = (value: string | null, more: Partial<Observation> = {}) =>
  seenAt("2026-11-23T00:05:00Z", { window: week, value, ...more });

const holds = (body: Record<string, unknown>, seen: Observation) =>
  tellings(ruleOf(body), [seen]).firings.length > 0;

describe("bounds", () => {
  test.each([
    ["above", false, ["9", "10"], ["10.00000000000000000001", "11"]],
    ["above", true, ["9", "9.99999999999999999999"], ["10", "11"]],
    ["below", false, ["10", "11"], ["9", "9.99999999999999999999"]],
    ["below", true, ["10.00000000000000000001", "11"], ["9", "10"]],
  ] as const)("%s 10, the bound itself counting: %s", (kind, inclusive, out, within) => {
    const body = { ...field, condition: { kind, value: 10, inclusive } };
    for (const value of out)
      expect(holds(body, seenAt("2026-11-18T12:00:00Z", { value })), value).toBe(false);
    for (const value of within)
      expect(holds(body, seenAt("2026-11-18T12:00:00Z", { value })), value).toBe(true);
  });

  test.each([
    ["points", "10", "50", ["41", "40.00000000000000000001"], ["40", "39", "-60"]],
    ["percent", "20", "100", ["80.01", "100", "120"], ["80", "79.99", "0"]],
    ["percent", "20", "-100", ["-80", "-119.99"], ["-120", "-120.01"]],
    ["points", "10", "0", ["-9.99"], ["-10"]],
    ["percent", "20", "0", ["-1000", "0", "1000"], []],
  ] as const)("a fall of %s %s or more from %s", (unit, amount, compared, out, within) => {
    const condition = { kind: "change", direction: "down", by: { [unit]: amount }, against: { days: 7 } };
    const look = (value: string) => seenAt("2026-11-18T12:00:00Z", { value, compared });
    for (const value of out) expect(holds({ ...field, condition }, look(value)), value).toBe(false);
    for (const value of within) expect(holds({ ...field, condition }, look(value)), value).toBe(true);
  });

  test("more than 20 percent is not 20, and what is compared with nothing has not changed", () => {
    const by = { kind: "change", direction: "up", by: { percent: 20 }, against: { windows: 1 } };
    expect(holds({ ...meter, condition: by }, inWeek("120", { compared: "100" }))).toBe(true);
    expect(
      holds({ ...meter, condition: { ...by, inclusive: false } }, inWeek("120", { compared: "100" })),
    ).toBe(false);
    expect(
      holds({ ...meter, condition: { ...by, inclusive: false } }, inWeek("120.01", { compared: "100" })),
    ).toBe(true);
    expect(holds({ ...meter, condition: by }, inWeek("119.99", { compared: "100" }))).toBe(false);
    expect(holds({ ...meter, condition: by }, inWeek("120", { compared: null }))).toBe(false);
  });

  test("the mean of windows before is exact, though it has no decimal", () => {
    const down = { kind: "change", direction: "down", by: { percent: 20 }, against: { windows: 3 } };
    const body = { ...meter, condition: down };
    // Of 7, 7 and 6 the mean is 6.666…; a fifth less is 5.333….
    const look = (value: string) => afterWeek(value, { compared: "20", comparedOver: 3 });
    expect(holds(body, look("5.33333333333333333333"))).toBe(true);
    expect(holds(body, look("5.33333333333333333334"))).toBe(false);
    const third = { ...meter, condition: { ...down, by: { percent: 40 } } };
    expect(holds(third, afterWeek("4", { compared: "20", comparedOver: 3 }))).toBe(true);
  });

  test.each([
    ["above", ["0", "199.99999999999999999", "200"], ["200.00000000000000001"]],
    ["below", ["200", "201"], ["199.99", "0"]],
  ] as const)("%s 20 %% of 1,000", (direction, out, within) => {
    const condition = { kind: "share", direction, percent: 20, of: { value: 1000 } };
    for (const value of out)
      expect(holds({ ...field, condition }, seenAt("2026-11-18T12:00:00Z", { value })), value).toBe(false);
    for (const value of within)
      expect(holds({ ...field, condition }, seenAt("2026-11-18T12:00:00Z", { value })), value).toBe(true);
  });

  test("there is no share of zero, of less, or of nothing", () => {
    const condition = { kind: "share", direction: "above", percent: 20, of: { field: "attributes.limit" } };
    for (const compared of ["0", "-5", null]) {
      expect(
        holds({ ...field, condition }, seenAt("2026-11-18T12:00:00Z", { value: "1000", compared })),
      ).toBe(false);
    }
  });

  test.each([
    ["39.99", ["red"], true],
    ["40", ["red"], false],
    ["40", ["yellow"], true],
    ["69.99", ["yellow"], true],
    ["70", ["red", "yellow"], false],
    ["70", ["green"], true],
  ] as const)("a score of %s is in %j: %s", (value, zones, expected) => {
    expect(
      holds({ ...field, condition: { kind: "zone", zones } }, seenAt("2026-11-18T12:00:00Z", { value })),
    ).toBe(expected);
  });
});

describe("steps", () => {
  const body = {
    ...meter,
    condition: { kind: "steps", of: { value: 1000 }, steps: [25, 50, 75, 90], every: 10 },
  };
  const start = "2026-11-16T00:00:00.000Z";

  test("are told once each, the highest alone when several are passed, and on beyond the last", () => {
    const values = ["249.99", "250", "250", "760", "500", "899", "900", "999.99", "1000", "1205"];
    expect(
      tellings(
        ruleOf(body),
        values.map((value) => inWeek(value)),
      ).told,
    ).toEqual([
      [],
      [`triggered ${start}:25`],
      [],
      [`step ${start}:75`],
      [],
      [],
      [`step ${start}:90`],
      [],
      [`step ${start}:100`],
      [`step ${start}:120`],
    ]);
  });

  test("are told of a past window by a late reading, but none below one that was told", () => {
    const late = (value: string) => seenAt("2026-11-24T12:00:00Z", { window: week, value });
    const { told } = tellings(ruleOf(body), [inWeek("760"), late("900"), late("300"), late("950")]);
    expect(told).toEqual([[`triggered ${start}:75`], [`step ${start}:90`], [], []]);
  });

  test("are as grave as they say, beyond the last as the last", () => {
    const grave = {
      ...body,
      severity: "info",
      condition: { ...body.condition, severities: { "75": "warning", "90": "critical" } },
    };
    const { firings } = tellings(
      ruleOf(grave),
      ["300", "760", "900", "1300"].map((value) => inWeek(value)),
    );
    expect(firings.map(({ severity }) => severity)).toEqual(["info", "warning", "critical", "critical"]);
  });
});

describe("what goes on", () => {
  const body = { ...field, condition: { kind: "below", value: 40, clear: 50 } };
  const at = (time: string, value: string, more: Partial<Observation> = {}) =>
    seenAt(`2026-11-18T${time}:00Z`, { value, ...more });

  test("is over when the clear level is passed, and told to be over only when it was told", () => {
    const { told } = tellings(ruleOf(body), [
      at("09:00", "39"),
      at("10:00", "45"),
      at("11:00", "50"),
      at("12:00", "51"),
    ]);
    expect(told).toEqual([
      ["triggered 2026-11-18T09:00:00.000Z"],
      [],
      [],
      ["recovered 2026-11-18T09:00:00.000Z:over"],
    ]);
  });

  test("waits for its duration, which begins anew by one moment of not holding", () => {
    const rule = ruleOf({ ...body, forMinutes: 60 });
    const same = { changedAt: instant("2026-11-18T09:00:00Z") };
    expect(
      tellings(rule, [at("09:00", "39"), at("09:59", "39", same), at("10:00", "39", same)]).told.flat(),
    ).toHaveLength(1);
    const broken = [at("09:00", "39"), at("09:30", "45"), at("09:40", "39")];
    const { told, state } = tellings(rule, [...broken, at("10:39", "38")]);
    expect(told.flat()).toEqual([]);
    expect(state).toMatchObject({ status: "pending", dueAt: instant("2026-11-18T10:40:00Z") });
  });

  test("is told again within a cooldown only when that is over, if it still holds", () => {
    const rule = ruleOf({ ...body, cooldownMinutes: 120 });
    const looks = [
      at("09:00", "39"),
      at("09:30", "60"),
      at("10:00", "39"),
      at("10:59", "39"),
      at("11:00", "39"),
    ];
    const { told } = tellings(rule, looks);
    expect(told.map((some) => some.length)).toEqual([1, 1, 0, 0, 1]);
    expect(tellings(rule, looks.slice(0, 3)).state.dueAt).toBe(instant("2026-11-18T11:00:00Z"));
  });

  test("is repeated for as long as it goes on", () => {
    const rule = ruleOf({ ...body, repeatMinutes: 60 });
    const { told } = tellings(
      rule,
      ["09:00", "09:59", "10:00", "11:30", "12:29", "12:30"].map((time) => at(time, "39")),
    );
    const key = "2026-11-18T09:00:00.000Z";
    expect(told).toEqual([
      [`triggered ${key}`],
      [],
      [`repeated ${key}:r1`],
      [`repeated ${key}:r2`],
      [],
      [`repeated ${key}:r3`],
    ]);
  });

  test("waits for the schedule to open, and so does its end", () => {
    const schedule = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00", timeZone: "Europe/Berlin" };
    const rule = ruleOf({ ...body, schedule });
    // Nine in Berlin is eight in London in winter.
    const { told, state } = tellings(rule, [at("07:59", "39")]);
    expect(told.flat()).toEqual([]);
    expect(state.dueAt).toBe(instant("2026-11-18T08:00:00Z"));
    const looks = [
      at("07:59", "39"),
      at("08:00", "39"),
      at("16:00", "60"),
      seenAt("2026-11-19T08:00:00Z", { value: "60" }),
    ];
    expect(tellings(rule, looks).told.map((some) => some.length)).toEqual([0, 1, 0, 1]);
  });

  test("is nobody's business who is muted, excluded or filtered out, not even that it is over", () => {
    const excluded = { customer: { id: "acme", excluded: true } };
    const { told, state } = tellings(ruleOf(body), [
      at("09:00", "39"),
      at("10:00", "39", excluded),
      at("11:00", "60", excluded),
    ]);
    expect(told.flat()).toHaveLength(1);
    expect(state.status).toBe("ok");
    const muted = ruleOf({ ...body, overrides: [{ customerId: "acme", muted: true }] });
    expect(tellings(muted, [at("09:00", "1")]).told.flat()).toEqual([]);
    const moved = ruleOf({ ...body, overrides: [{ customerId: "acme", value: 20, severity: "critical" }] });
    expect(tellings(moved, [at("09:00", "20")]).told.flat()).toEqual([]);
    expect(tellings(moved, [at("09:00", "19")]).firings).toMatchObject([{ severity: "critical" }]);
  });

  test("a fall at once is told each time, and never to be over", () => {
    const rule = ruleOf({
      ...field,
      condition: { kind: "change", direction: "down", by: { points: 10 }, against: { days: 0 } },
    });
    const looks = [
      at("09:00", "50", { compared: "60" }),
      at("10:00", "40", { compared: "50" }),
      at("11:00", "39", { compared: "40" }),
    ];
    const again = at("11:30", "40", { compared: "50", changedAt: instant("2026-11-18T10:00:00Z") });
    expect(tellings(rule, [...looks, again]).told.map((some) => some.length)).toEqual([1, 1, 0, 0]);
  });
});

test("a window that began with a reading of before is judged at its end, though the one before it came to nothing meanwhile", () => {
  const next = { start: week.end, end: instant("2026-11-30T00:00:00Z") };
  const body = { ...meter, judge: "window_end", condition: { kind: "above", value: 0 } };
  const begins = seenAt("2026-11-23T00:00:00Z", { window: next, value: "1" });
  const tooEarly = seenAt("2026-11-23T00:00:00Z", { window: week });
  const { state } = tellings(ruleOf(body), [begins, tooEarly, afterWeek(null)]);
  expect(state?.dueAt).toBe(instant("2026-11-30T00:05:00Z"));
});
