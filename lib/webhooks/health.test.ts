import { expect, test } from "vitest";
import { givenUpAt, verdictOnFailing } from "./health";

const since = new Date("2026-03-01T12:00:00Z");
const after = (hours: number) => new Date(since.getTime() + hours * 3_600_000);

test.each([
  { hours: 0, warned: false, verdict: null },
  { hours: 23.9, warned: false, verdict: null },
  { hours: 24, warned: false, verdict: "warn" },
  { hours: 30, warned: true, verdict: null },
  { hours: 119.9, warned: true, verdict: null },
  { hours: 120, warned: true, verdict: "give up" },
  { hours: 500, warned: false, verdict: "warn" },
])("after $hours h of failing, warned: $warned → $verdict", ({ hours, warned, verdict }) => {
  const failing = { failingSince: since, warnedAt: warned ? after(24) : null };
  expect(verdictOnFailing(failing, after(hours))).toBe(verdict);
});

test("an endpoint that does not fail is left alone", () => {
  expect(verdictOnFailing({ failingSince: null, warnedAt: null }, after(1_000))).toBeNull();
  expect(givenUpAt(since)).toEqual(after(120));
});
