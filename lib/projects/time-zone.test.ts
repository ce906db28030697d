import { expect, test } from "vitest";
import { isTimeZone, timeZones } from "./time-zone";

test.each([
  "UTC",
  "Europe/Berlin",
  "America/Argentina/Buenos_Aires",
  "Asia/Kolkata",
  "Asia/Calcutta",
  "Etc/GMT+5",
  "Australia/Lord_Howe",
])("%s is a time zone", (name) => {
  expect(isTimeZone(name)).toBe(true);
});

test.each([
  "",
  "Mars/Olympus",
  "+02:00",
  "EST",
  "Europe",
  "europe/berlin ",
  "../etc/passwd",
  "Europe/Berlin\n",
])("%j is not", (name) => {
  expect(isTimeZone(name)).toBe(false);
});

test("everything on offer is accepted, UTC first and once", () => {
  const zones = timeZones();
  expect(zones[0]).toBe("UTC");
  expect(zones.filter((zone) => zone === "UTC")).toHaveLength(1);
  expect(zones.length).toBeGreaterThan(300);
  expect(zones.every(isTimeZone)).toBe(true);
});
