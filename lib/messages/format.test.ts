import { describe, expect, it } from "vitest";
import { formatDay, formatInstant, formatPercent, parseInstant } from "./format";

const now = new Date("2026-11-21T09:00:00Z");

describe("formatDay", () => {
  it.each([
    ["2026-12-01", "UTC", "1 Dec"],
    ["2026-12-01", "Pacific/Kiritimati", "1 Dec"],
    ["2027-01-01", "UTC", "1 Jan 2027"],
    ["2026-11-30T23:30:00Z", "UTC", "30 Nov"],
    ["2026-11-30T23:30:00Z", "Europe/Berlin", "1 Dec"],
    ["2026-12-01T01:00:00Z", "America/New_York", "30 Nov"],
    ["2026-12-31T23:30:00Z", "Asia/Tokyo", "1 Jan 2027"],
    [1_795_253_400, "UTC", "21 Nov"],
    ["2026-11-30T23:30:00Z", "Not/A_Zone", "30 Nov"],
  ])("writes %s in %s as %s", (value, zone, expected) => {
    expect(formatDay(value, zone, now)).toBe(expected);
  });

  it.each([[undefined], [null], ["soon"], ["2026-13-45"], [{}], [Number.NaN], [""]])(
    "has no day for %s",
    (value) => {
      expect(formatDay(value, "UTC", now)).toBeUndefined();
    },
  );

  it("names the year by the zone's own calendar", () => {
    const newYear = new Date("2027-01-01T03:00:00Z");
    expect(formatDay("2026-12-31", "America/New_York", newYear)).toBe("31 Dec");
    expect(formatDay("2026-12-31", "UTC", newYear)).toBe("31 Dec 2026");
  });
});

describe("parseInstant", () => {
  it.each([
    ["2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z"],
    ["2026-11-21T10:00:00+01:00", "2026-11-21T09:00:00Z"],
    ["2026-11-21T09:00:00", "2026-11-21T09:00:00Z"],
    ["2026-11-21", "2026-11-21T00:00:00Z"],
    [1_795_251_600, "2026-11-21T09:00:00Z"],
    [1_795_251_600_000, "2026-11-21T09:00:00Z"],
  ])("reads %s", (value, expected) => {
    expect(formatInstant(parseInstant(value) ?? new Date(0))).toBe(expected);
  });

  it.each([["tomorrow"], [true], [Number.POSITIVE_INFINITY], ["2026-99-99T00:00:00Z"]])(
    "refuses %s",
    (value) => {
      expect(parseInstant(value)).toBeUndefined();
    },
  );
});

it.each([
  [0.235, "23.5 %"],
  [0.81, "81 %"],
  [-0.43, "-43 %"],
  [-0.0001, "0 %"],
  [1, "100 %"],
])("writes the share %s as %s", (share, expected) => {
  expect(formatPercent(share)).toBe(expected);
});
