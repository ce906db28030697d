import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hourStart, type WindowSize, windowAt, windowBefore, windowSizes, windowsBetween } from "./windows";

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString().replace(":00.000Z", "Z");

/** Zone, size, an instant inside, and the window that holds it. */
const table: [string, WindowSize, string, string, string][] = [
  ["UTC", "hour", "2026-03-29T01:59:59Z", "2026-03-29T01:00Z", "2026-03-29T02:00Z"],
  ["UTC", "day", "2026-12-31T23:59:59Z", "2026-12-31T00:00Z", "2027-01-01T00:00Z"],
  ["UTC", "week", "2026-11-21T12:00:00Z", "2026-11-16T00:00Z", "2026-11-23T00:00Z"],
  ["UTC", "month", "2028-02-29T00:00:00Z", "2028-02-01T00:00Z", "2028-03-01T00:00Z"],
  ["UTC", "quarter", "2026-12-31T23:59:59Z", "2026-10-01T00:00Z", "2027-01-01T00:00Z"],
  // Spring forward: a day of 23 hours; back: one of 25.
  ["Europe/Berlin", "day", "2026-03-29T12:00:00Z", "2026-03-28T23:00Z", "2026-03-29T22:00Z"],
  ["Europe/Berlin", "day", "2026-10-25T12:00:00Z", "2026-10-24T22:00Z", "2026-10-25T23:00Z"],
  ["Europe/Berlin", "week", "2026-03-29T12:00:00Z", "2026-03-22T23:00Z", "2026-03-29T22:00Z"],
  ["Europe/Berlin", "month", "2026-10-31T22:59:59Z", "2026-09-30T22:00Z", "2026-10-31T23:00Z"],
  ["Europe/Berlin", "quarter", "2026-03-31T21:59:59Z", "2025-12-31T23:00Z", "2026-03-31T22:00Z"],
  ["America/New_York", "day", "2026-03-08T12:00:00Z", "2026-03-08T05:00Z", "2026-03-09T04:00Z"],
  ["America/New_York", "day", "2026-11-01T12:00:00Z", "2026-11-01T04:00Z", "2026-11-02T05:00Z"],
  ["America/New_York", "hour", "2026-11-01T06:30:00Z", "2026-11-01T06:00Z", "2026-11-01T07:00Z"],
  ["America/New_York", "month", "2026-12-01T04:59:59Z", "2026-11-01T04:00Z", "2026-12-01T05:00Z"],
  ["Asia/Kolkata", "hour", "2026-11-21T09:29:59Z", "2026-11-21T08:30Z", "2026-11-21T09:30Z"],
  ["Asia/Kolkata", "day", "2026-11-21T18:30:00Z", "2026-11-21T18:30Z", "2026-11-22T18:30Z"],
  ["Asia/Kathmandu", "day", "2026-11-21T18:14:59Z", "2026-11-20T18:15Z", "2026-11-21T18:15Z"],
  // Clocks jump over midnight, so the day begins at one.
  ["Africa/Cairo", "day", "2026-04-24T10:00:00Z", "2026-04-23T22:00Z", "2026-04-24T21:00Z"],
  ["Africa/Cairo", "day", "2026-10-29T10:00:00Z", "2026-10-28T21:00Z", "2026-10-29T22:00Z"],
  ["America/Havana", "day", "2026-03-08T12:00:00Z", "2026-03-08T05:00Z", "2026-03-09T04:00Z"],
  ["America/St_Johns", "day", "2026-03-08T12:00:00Z", "2026-03-08T03:30Z", "2026-03-09T02:30Z"],
  ["America/St_Johns", "day", "2026-11-01T12:00:00Z", "2026-11-01T02:30Z", "2026-11-02T03:30Z"],
  ["Pacific/Chatham", "day", "2026-04-05T00:00:00Z", "2026-04-04T10:15Z", "2026-04-05T11:15Z"],
  ["Pacific/Chatham", "day", "2026-09-27T00:00:00Z", "2026-09-26T11:15Z", "2026-09-27T10:15Z"],
  // Midnight comes twice; the day begins at the first.
  ["America/Havana", "day", "2026-11-01T12:00:00Z", "2026-11-01T04:00Z", "2026-11-02T05:00Z"],
  ["Australia/Lord_Howe", "day", "2026-04-05T00:00:00Z", "2026-04-04T13:00Z", "2026-04-05T13:30Z"],
  ["Australia/Lord_Howe", "hour", "2026-04-04T14:59:00Z", "2026-04-04T14:00Z", "2026-04-04T15:00Z"],
  ["Australia/Lord_Howe", "hour", "2026-04-04T15:10:00Z", "2026-04-04T15:00Z", "2026-04-04T15:30Z"],
  ["Australia/Lord_Howe", "hour", "2026-10-03T15:45:00Z", "2026-10-03T15:30Z", "2026-10-03T16:00Z"],
  // Samoa had no 30 December 2011.
  ["Pacific/Apia", "day", "2011-12-30T09:59:59Z", "2011-12-29T10:00Z", "2011-12-30T10:00Z"],
  ["Pacific/Apia", "day", "2011-12-30T10:00:00Z", "2011-12-30T10:00Z", "2011-12-31T10:00Z"],
  ["Pacific/Kiritimati", "week", "2026-11-22T10:00:00Z", "2026-11-22T10:00Z", "2026-11-29T10:00Z"],
];

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Havana",
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
];

describe("windows", () => {
  test.each(table)("%s: the %s of %s is %s to %s", (zone, size, inside, start, end) => {
    const window = windowAt(at(inside), size, zone);
    expect([iso(window.start), iso(window.end)]).toEqual([start, end]);
    expect(windowAt(window.start, size, zone)).toEqual(window);
    expect(windowAt(window.end - 1, size, zone)).toEqual(window);
    expect(windowAt(window.end, size, zone).start).toBe(window.end);
  });

  test("follow each other without a gap, and their hours lie within them", () => {
    const instants = fc.integer({ min: at("2008-01-01T00:00:00Z"), max: at("2032-01-01T00:00:00Z") });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), fc.constantFrom(...windowSizes), (one, zone, size) => {
        const window = windowAt(one, size, zone);
        expect(window.start).toBeLessThanOrEqual(one);
        expect(window.end).toBeGreaterThan(one);
        expect(windowBefore(window, size, zone)).toEqual(windowAt(window.start - 1, size, zone));
        const hour = hourStart(one, zone);
        expect(hour).toBeLessThanOrEqual(one);
        expect(hour).toBeGreaterThanOrEqual(window.start);
      }),
      { numRuns: 400 },
    );
  });

  test("are listed from the first that is touched to the last, and never more than asked for", () => {
    const stretch = { start: at("2026-03-28T12:00:00Z"), end: at("2026-03-30T22:00:00Z") };
    const days = windowsBetween(stretch, "day", "Europe/Berlin", 10).map(({ start, end }) => end - start);
    expect(days.map((length) => length / 3_600_000)).toEqual([24, 23, 24]);
    expect(windowsBetween(stretch, "hour", "Europe/Berlin", 7)).toHaveLength(7);
    expect(windowsBetween({ start: stretch.start, end: stretch.start }, "day", "UTC", 7)).toEqual([]);
  });
});
