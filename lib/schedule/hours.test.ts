import { describe, expect, test } from "vitest";
import { heldUntil, hoursSchema, isClosedAt, nextOpening, type ZonedHours } from "./hours";
import { sixtyZones } from "./testing/sixty-zones";

const at = (iso: string) => new Date(iso);
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const nights = (timeZone: string, more: Partial<ZonedHours> = {}): ZonedHours => ({
  mode: "quiet",
  timeZone,
  spans: [{ days: everyDay, from: "22:00", until: "07:00" }],
  holidays: [],
  ...more,
});
const office: ZonedHours = {
  mode: "active",
  timeZone: "Europe/Berlin",
  spans: [{ days: [1, 2, 3, 4, 5], from: "09:00", until: "18:00" }],
  holidays: ["2026-12-25"],
};

describe("nights, every day", () => {
  test.each([
    ["2026-11-21T20:59:59Z", false],
    ["2026-11-21T21:00:00Z", true],
    ["2026-11-22T05:59:59Z", true],
    ["2026-11-22T06:00:00Z", false],
  ])("at %s in Berlin: %s", (instant, expected) => {
    expect(isClosedAt(nights("Europe/Berlin"), at(instant))).toBe(expected);
  });

  test("end in the morning, whichever side of midnight it is", () => {
    const hours = nights("Europe/Berlin");
    expect(nextOpening(hours, at("2026-11-21T22:30:00Z"))).toEqual(at("2026-11-22T06:00:00Z"));
    expect(nextOpening(hours, at("2026-11-22T02:00:00Z"))).toEqual(at("2026-11-22T06:00:00Z"));
  });

  test("that begin on Friday last into Saturday and no other morning", () => {
    const friday = nights("UTC", { spans: [{ days: [5], from: "22:00", until: "07:00" }] });
    expect(isClosedAt(friday, at("2026-11-21T06:00:00Z"))).toBe(true);
    expect(isClosedAt(friday, at("2026-11-20T06:00:00Z"))).toBe(false);
    expect(isClosedAt(friday, at("2026-11-21T23:00:00Z"))).toBe(false);
  });
});

describe("office hours", () => {
  test.each([
    ["Friday evening waits for Monday", "2026-11-20T17:00:00Z", "2026-11-23T08:00:00Z"],
    ["Saturday waits for Monday", "2026-11-21T12:00:00Z", "2026-11-23T08:00:00Z"],
    ["early on Tuesday waits for nine", "2026-11-24T04:00:00Z", "2026-11-24T08:00:00Z"],
    [
      "Christmas Eve's evening waits over the holiday and the weekend",
      "2026-12-24T20:00:00Z",
      "2026-12-28T08:00:00Z",
    ],
    ["a holiday's noon", "2026-12-25T11:00:00Z", "2026-12-28T08:00:00Z"],
  ])("%s", (_name, now, expected) => {
    expect(isClosedAt(office, at(now))).toBe(true);
    expect(nextOpening(office, at(now))).toEqual(at(expected));
  });

  test("are open at noon on a Monday", () => {
    expect(heldUntil([office], at("2026-11-23T11:00:00Z"))).toBeUndefined();
  });
});

describe("where clocks are turned", () => {
  const until = (time: string, timeZone: string) =>
    nights(timeZone, { spans: [{ days: everyDay, from: "22:00", until: time }] });

  test("an end that is skipped is the end of the gap", () => {
    expect(nextOpening(until("02:30", "America/New_York"), at("2026-03-08T05:00:00Z"))).toEqual(
      at("2026-03-08T07:00:00Z"),
    );
  });

  test("an end that comes twice ends it the first time, and the hour that is shown again is quiet again", () => {
    const hours = until("01:30", "America/New_York");
    expect(nextOpening(hours, at("2026-11-01T04:00:00Z"))).toEqual(at("2026-11-01T05:30:00Z"));
    expect(isClosedAt(hours, at("2026-11-01T06:10:00Z"))).toBe(true);
    expect(nextOpening(hours, at("2026-11-01T06:10:00Z"))).toEqual(at("2026-11-01T06:30:00Z"));
  });

  test.each(sixtyZones)("the opening is the first open minute, for two years in %s", (timeZone) => {
    const hours = nights(timeZone);
    for (
      let now = at("2025-01-01T00:07:00Z").getTime();
      now < at("2027-01-01T00:00:00Z").getTime();
      now += 7 * 3_600_000 + 13 * 60_000
    ) {
      if (!isClosedAt(hours, new Date(now))) continue;
      const opening = nextOpening(hours, new Date(now));
      if (!opening) throw new Error("never opens");
      expect(isClosedAt(hours, opening)).toBe(false);
      expect(isClosedAt(hours, new Date(opening.getTime() - 60_000))).toBe(true);
      expect(opening.getTime() - now).toBeLessThanOrEqual(11 * 3_600_000);
    }
  });
});

describe("several hours at once", () => {
  test("hold until all of them are open", () => {
    const tokyo = nights("Asia/Tokyo");
    const now = at("2026-11-23T21:30:00Z");
    expect(heldUntil([office, tokyo], now)).toEqual(at("2026-11-24T08:00:00Z"));
  });

  test("that are never open together do not hold for ever", () => {
    const days = nights("UTC", { spans: [{ days: everyDay, from: "07:00", until: "22:00" }] });
    const until = heldUntil([nights("UTC"), days], at("2026-11-23T21:30:00Z"));
    expect(until && until < at("2028-01-01T00:00:00Z")).toBe(true);
  });
});

test.each([
  ["a zone that is none", { timeZone: "Mars/Olympus" }],
  ["no span", { spans: [] }],
  ["quiet for ever", { spans: [{ days: everyDay, from: "00:00", until: "00:00" }] }],
  ["a holiday that is none", { holidays: ["2026-02-30"] }],
])("%s is refused", (_name, change) => {
  expect(hoursSchema.safeParse({ ...nights("UTC"), ...change }).success).toBe(false);
});

test("are taken as they were given, days in order and each once", () => {
  const given = { mode: "quiet", spans: [{ days: [5, 1, 5], from: "22:00", until: "07:00" }] };
  expect(hoursSchema.parse(given)).toEqual({
    mode: "quiet",
    timeZone: null,
    spans: [{ days: [1, 5], from: "22:00", until: "07:00" }],
    holidays: [],
  });
});
