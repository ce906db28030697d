import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { opensAt } from "./schedule";
import { scheduleSchema } from "./schema";
import { testZones } from "./testing/histories";
import { isOpenAt } from "./testing/naive-calendar";

const at = (text: string) => Date.parse(text);
const workdays = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
const opens = (schedule: unknown, from: string, zone: string) => {
  const open = opensAt(scheduleSchema.parse(schedule), at(from), zone);
  return open === null ? null : new Date(open).toISOString().replace(":00.000Z", "Z");
};

describe("schedules", () => {
  test.each([
    ["Europe/Berlin", "2026-03-27T16:00:00Z", "2026-03-30T07:00Z"],
    ["Europe/Berlin", "2026-10-23T15:00:00Z", "2026-10-26T08:00Z"],
    ["America/New_York", "2026-03-06T22:00:00Z", "2026-03-09T13:00Z"],
    ["America/New_York", "2026-10-30T21:00:00Z", "2026-11-02T14:00Z"],
    ["Asia/Kolkata", "2026-11-21T00:00:00Z", "2026-11-23T03:30Z"],
    ["Australia/Lord_Howe", "2026-04-03T06:00:00Z", "2026-04-05T22:30Z"],
    ["UTC", "2026-11-20T16:59:59Z", "2026-11-20T16:59:59.000Z"],
    ["UTC", "2026-11-20T17:00:00Z", "2026-11-23T09:00Z"],
  ])("in %s work after %s begins at %s", (zone, from, expected) => {
    expect(opens(workdays, from, zone)).toBe(expected);
  });

  test("over midnight go on to the next day, and outside is the rest", () => {
    const nights = { days: [5], from: "22:00", to: "06:00" };
    expect(opens(nights, "2026-11-21T05:59:00Z", "UTC")).toBe("2026-11-21T05:59Z");
    expect(opens(nights, "2026-11-21T06:00:00Z", "UTC")).toBe("2026-11-27T22:00Z");
    expect(opens({ ...nights, when: "outside" }, "2026-11-20T23:00:00Z", "UTC")).toBe("2026-11-21T06:00Z");
    expect(
      opens({ ...workdays, when: "outside", timeZone: "Asia/Kolkata" }, "2026-11-20T05:00:00Z", "UTC"),
    ).toBe("2026-11-20T11:30Z");
  });

  test("that leave no time never open", () => {
    expect(
      opens(
        { when: "outside", days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "09:00" },
        "2026-11-20T05:00:00Z",
        "UTC",
      ),
    ).toBeNull();
  });

  test("open at the first minute at which the clocks say so", () => {
    const minutes = fc.integer({
      min: at("2026-01-01T00:00:00Z") / 60_000,
      max: at("2027-12-31T00:00:00Z") / 60_000,
    });
    const times = fc.constantFrom("00:00", "06:00", "09:30", "17:00", "22:00");
    const schedules = fc.record({
      ...{ when: fc.constantFrom("inside", "outside"), from: times, to: times },
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(minutes, schedules, fc.constantFrom(...testZones), (minute, given, zone) => {
        const schedule = scheduleSchema.parse(given);
        const open = opensAt(schedule, minute * 60_000, zone);
        expect(open).not.toBeNull();
        expect(isOpenAt(schedule, open ?? 0, zone)).toBe(true);
        for (let before = minute * 60_000; before < (open ?? 0); before += 15 * 60_000)
          expect(isOpenAt(schedule, before, zone)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
