import { describe, expect, test } from "vitest";
import type { Observation } from "./observation";
import { instant, ruleOf, seenAt, tellings } from "./testing/judging";

const meter = { signal: { kind: "meter", meter: "hours" }, window: "week" };
const week = { start: instant("2026-11-16T00:00:00Z"), end: instant("2026-11-23T00:00:00Z") };
const inWeek = (value: string | null, more: Partial<Observation> = {}) =>
  seenAt("2026-11-18T12:00:00Z", { window: week, value, ...more });
const afterWeek = (value: string | null, more: Partial<Observation> = {}) =>
  seenAt("2026-11-23T00:05:00Z", { window: week, value, ...more });

describe("windows", () => {
  test("a sum is below something only when its window is over for five minutes, and zero counts for whom something came before", () => {
    const rule = ruleOf({ ...meter, condition: { kind: "below", value: 100 } });
    const lastWeek = { lastSeenAt: instant("2026-11-15T12:00:00Z") };
    const longAgo = { lastSeenAt: instant("2026-11-08T12:00:00Z") };
    const { told, state } = tellings(rule, [
      inWeek("5"),
      seenAt("2026-11-23T00:04:59Z", { window: week, value: "5" }),
    ]);
    expect(told.flat()).toEqual([]);
    expect(state.dueAt).toBe(instant("2026-11-23T00:05:00Z"));
    expect(tellings(rule, [afterWeek("99.99")]).told.flat()).toEqual(["triggered 2026-11-16T00:00:00.000Z"]);
    expect(tellings(rule, [afterWeek("100")]).told.flat()).toEqual([]);
    expect(tellings(rule, [afterWeek(null, lastWeek)]).told.flat()).toHaveLength(1);
    expect(tellings(rule, [afterWeek(null, longAgo)]).told.flat()).toEqual([]);
    expect(tellings(rule, [afterWeek(null)]).told.flat()).toEqual([]);
  });

  test("a new one begins quietly, and what is over for a week and more is not judged", () => {
    const rule = ruleOf({ ...meter, condition: { kind: "above", value: 10 } });
    const next = { start: week.end, end: instant("2026-11-30T00:00:00Z") };
    const { told, state } = tellings(rule, [
      inWeek("11"),
      seenAt("2026-11-23T01:00:00Z", { window: next, value: "1" }),
    ]);
    expect(told).toEqual([["triggered 2026-11-16T00:00:00.000Z"], []]);
    expect(state).toMatchObject({ status: "ok", alarm: null, period: next.start });
    expect(
      tellings(rule, [seenAt("2026-11-29T00:00:00Z", { window: week, value: "11" })]).told.flat(),
    ).toHaveLength(1);
    expect(
      tellings(rule, [seenAt("2026-12-02T00:00:00Z", { window: week, value: "11" })]).told.flat(),
    ).toEqual([]);
  });

  test("one that had ended when the rule began to watch is not judged, one that went on is", () => {
    const body = { ...meter, condition: { kind: "above", value: 10 } };
    expect(tellings(ruleOf(body, "UTC", "2026-11-18T11:00:00Z"), [inWeek("11")]).told.flat()).toHaveLength(1);
    const late = seenAt("2026-11-24T00:00:00Z", { window: week, value: "11" });
    expect(tellings(ruleOf(body, "UTC", "2026-11-23T00:00:00Z"), [late]).told.flat()).toEqual([]);
  });

  test("absence begins with the last that came, or with the rule where it watches one thing", () => {
    const body = {
      signal: { kind: "events", eventType: "payment.succeeded" },
      condition: { kind: "absent", hours: 6 },
    };
    const last = { lastSeenAt: instant("2026-11-18T06:00:00Z") };
    const { told, state } = tellings(ruleOf(body), [seenAt("2026-11-18T11:59:59Z", last)]);
    expect([told.flat(), state.dueAt]).toEqual([[], instant("2026-11-18T12:00:00Z")]);
    expect(tellings(ruleOf(body), [seenAt("2026-11-18T12:00:00Z", last)]).told.flat()).toEqual([
      "triggered 2026-11-18T12:00:00.000Z",
    ]);
    expect(tellings(ruleOf(body), [seenAt("2026-11-18T12:00:00Z")]).told.flat()).toEqual([]);
    const all = ruleOf({ ...body, scope: { kind: "all" } }, "UTC", "2026-11-18T06:00:00Z");
    expect(tellings(all, [seenAt("2026-11-18T12:00:00Z", { customerId: "" })]).told.flat()).toHaveLength(1);
  });

  test("what was never seen is told by its name", () => {
    const rule = ruleOf({
      signal: { kind: "unknown", of: "meter" },
      scope: { kind: "all" },
      condition: { kind: "seen" },
    });
    const { firings } = tellings(rule, [
      seenAt("2026-11-18T12:00:00Z", { customerId: "", customer: null, name: "gpu" }),
    ]);
    expect(firings).toMatchObject([{ kind: "triggered", key: "seen:gpu", name: "gpu", story: "" }]);
  });
});
