import { expect, test } from "vitest";
import { nineOn, snoozeEndOf } from "./moment";

test.each([
  ["1h", "UTC", "2026-11-21T23:30:00Z", "2026-11-22T00:30:00Z"],
  ["4h", "UTC", "2026-11-21T23:30:00Z", "2026-11-22T03:30:00Z"],
  ["1w", "UTC", "2026-11-21T23:30:00Z", "2026-11-28T23:30:00Z"],
  ["tomorrow", "UTC", "2026-11-21T23:30:00Z", "2026-11-22T09:00:00Z"],
  ["tomorrow", "UTC", "2026-11-22T00:30:00Z", "2026-11-23T09:00:00Z"],
  // Already the 22nd there, an hour and a half past midnight.
  ["tomorrow", "Europe/Berlin", "2026-11-21T23:30:00Z", "2026-11-23T08:00:00Z"],
  ["tomorrow", "America/Los_Angeles", "2026-11-21T23:30:00Z", "2026-11-22T17:00:00Z"],
  ["tomorrow", "Asia/Kathmandu", "2026-11-21T10:00:00Z", "2026-11-22T03:15:00Z"],
  // The clocks are set back, and forward, in that night.
  ["tomorrow", "Europe/Berlin", "2026-10-24T10:00:00Z", "2026-10-25T08:00:00Z"],
  ["tomorrow", "Europe/Berlin", "2026-03-28T10:00:00Z", "2026-03-29T07:00:00Z"],
] as const)("a snooze of %s in %s, pressed at %s, ends at %s", (choice, zone, now, end) => {
  expect(snoozeEndOf(choice, new Date(now), zone)).toEqual(new Date(end));
});

test.each([
  ["2026-11-24", "UTC", "2026-11-24T09:00:00Z"],
  ["2026-11-24", "Pacific/Auckland", "2026-11-23T20:00:00Z"],
  ["2026-11-24", "Pacific/Kiritimati", "2026-11-23T19:00:00Z"],
  ["2026-11-24", "Pacific/Pago_Pago", "2026-11-24T20:00:00Z"],
  ["2026-10-25", "Europe/Berlin", "2026-10-25T08:00:00Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-29T07:00:00Z"],
])("nine in the morning of %s in %s is %s", (day, zone, at) => {
  expect(nineOn(day, zone)).toEqual(new Date(at));
});
