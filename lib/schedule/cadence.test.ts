import { describe, expect, test } from "vitest";
import { zoneOffset } from "@/lib/projects/zone-offset";
import { type Cadence, cadenceSchema, lastRun, nextRun, windowEndingAt } from "./cadence";
import { sixtyZones } from "./testing/sixty-zones";

const at = (iso: string) => new Date(iso);
const dayMs = 86_400_000;
const daily = (time: string): Cadence => ({ every: "day", at: time });

/** What the clocks of a zone show, as if it were UTC. */
const shown = (instant: Date, timeZone: string) =>
  new Date(instant.getTime() + zoneOffset(instant.getTime(), timeZone)).toISOString();

describe("where clocks are turned", () => {
  // The table of what croner 11 decides. A change of the library that changes one of these changes somebody's digest.
  test.each([
    [
      "02:30 in New York, skipped on 8 March 2026: 03:00",
      daily("02:30"),
      "America/New_York",
      "2026-03-07T12:00:00Z",
      "2026-03-08T07:00:00Z",
    ],
    [
      "01:30 in New York, shown twice on 1 November 2026: the first",
      daily("01:30"),
      "America/New_York",
      "2026-10-31T12:00:00Z",
      "2026-11-01T05:30:00Z",
    ],
    [
      "and not the second",
      daily("01:30"),
      "America/New_York",
      "2026-11-01T05:30:00Z",
      "2026-11-02T06:30:00Z",
    ],
    [
      "every hour across that night: each real hour",
      { every: "hour", minute: 30 },
      "America/New_York",
      "2026-11-01T05:30:00Z",
      "2026-11-01T06:30:00Z",
    ],
    [
      "02:15 on Lord Howe Island, where half an hour is skipped: 02:30",
      daily("02:15"),
      "Australia/Lord_Howe",
      "2026-10-03T12:00:00Z",
      "2026-10-03T15:30:00Z",
    ],
    [
      "Apia, which had no 30 December 2011: the day after",
      daily("09:00"),
      "Pacific/Apia",
      "2011-12-29T20:00:00Z",
      "2011-12-30T19:00:00Z",
    ],
    [
      "Fridays in Apia, of which one was skipped: a week later",
      { every: "week", weekday: 5, at: "09:00" },
      "Pacific/Apia",
      "2011-12-23T20:00:00Z",
      "2012-01-05T19:00:00Z",
    ],
    [
      "the last of the month",
      { every: "month", day: "last", at: "09:00" },
      "America/New_York",
      "2028-02-07T12:00:00Z",
      "2028-02-29T14:00:00Z",
    ],
    [
      "Kathmandu, a quarter of an hour off",
      daily("09:00"),
      "Asia/Kathmandu",
      "2026-05-01T00:00:00Z",
      "2026-05-01T03:15:00Z",
    ],
  ] as const)("%s", (_name, cadence, timeZone, after, expected) => {
    expect(nextRun(cadence, timeZone, at(after))).toEqual(at(expected));
  });
});

/** Each date that a zone's calendar has from the day of one instant to that of another, both included. */
function datesOf(timeZone: string, from: Date, to: Date): string[] {
  const dates = new Set<string>();
  for (let now = from.getTime(); now <= to.getTime(); now += dayMs / 2)
    dates.add(shown(new Date(now), timeZone).slice(0, 10));
  return [...dates];
}

/** The dates on which a daily time is due between two instants, but for the two days that are cut off. */
function dueDates(time: string, timeZone: string, from: Date, to: Date): string[] {
  const dates: string[] = [];
  for (let run = nextRun(daily(time), timeZone, from); run < to; run = nextRun(daily(time), timeZone, run))
    dates.push(shown(run, timeZone).slice(0, 10));
  const [first, last] = [shown(from, timeZone).slice(0, 10), shown(to, timeZone).slice(0, 10)];
  return dates.filter((date) => date !== first && date !== last);
}

describe("every local date has exactly one run, over 60 zones and 10 years", () => {
  const from = at("2017-01-01T12:00:00Z");
  const to = at("2027-01-01T12:00:00Z");

  test.each(sixtyZones)("%s", (timeZone) => {
    expect(dueDates("02:30", timeZone, from, to)).toEqual(datesOf(timeZone, from, to).slice(1, -1));
  });

  const anyTime = Array.from({ length: 24 }, (_, hour) =>
    [`00`, `45`].map((m) => `${String(hour).padStart(2, "0")}:${m}`),
  ).flat();

  test.each(sixtyZones)("at any time of the day, around each turn of the clocks in %s", (timeZone) => {
    for (let now = from.getTime(); now < to.getTime(); now += 2 * dayMs) {
      if (zoneOffset(now, timeZone) === zoneOffset(now + 2 * dayMs, timeZone)) continue;
      const [before, after] = [new Date(now - 2 * dayMs), new Date(now + 4 * dayMs)];
      const dates = datesOf(timeZone, before, after).slice(1, -1);
      for (const time of anyTime) expect(dueDates(time, timeZone, before, after), time).toEqual(dates);
    }
  });
});

describe("a window", () => {
  const zones = sixtyZones.filter((_, place) => place % 6 === 0);
  const cadences: Cadence[] = [
    { every: "hour", minute: 20 },
    daily("02:30"),
    { every: "week", weekday: 7, at: "02:30" },
    { every: "month", day: "last", at: "00:30" },
  ];

  test.each(zones)("begins where the one before it ended, in %s", (timeZone) => {
    for (const cadence of cadences) {
      let run = nextRun(cadence, timeZone, at("2026-01-15T00:00:00Z"));
      for (let count = 0; count < 400 && run < at("2027-01-01T00:00:00Z"); count++) {
        const following = nextRun(cadence, timeZone, run);
        expect(windowEndingAt(cadence, timeZone, following)).toEqual({ start: run, end: following });
        expect(lastRun(cadence, timeZone, run)).toEqual(run);
        expect(lastRun(cadence, timeZone, new Date(following.getTime() - 1))).toEqual(run);
        run = following;
      }
    }
  });
});

test.each([
  [{ every: "day", at: "24:00" }],
  [{ every: "day", at: "9:00" }],
  [{ every: "week", weekday: 0, at: "09:00" }],
  [{ every: "month", day: 29, at: "09:00" }],
  [{ every: "hour", minute: 60 }],
  [{ every: "fortnight", at: "09:00" }],
])("%j is refused", (given) => {
  expect(cadenceSchema.safeParse(given).success).toBe(false);
});
