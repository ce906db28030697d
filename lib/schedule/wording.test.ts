import { expect, test } from "vitest";
import type { Cadence } from "./cadence";
import { describeCadence, describeHours } from "./wording";

test.each<[Cadence, string]>([
  [{ every: "hour", minute: 5 }, "Every hour at :05"],
  [{ every: "day", at: "09:00" }, "Every day at 09:00"],
  [{ every: "week", weekday: 7, at: "18:30" }, "Every Sunday at 18:30"],
  [{ every: "month", day: 22, at: "09:00" }, "On the 22nd of the month at 09:00"],
  [{ every: "month", day: "last", at: "09:00" }, "On the last day of the month at 09:00"],
])("%j is “%s”", (cadence, words) => {
  expect(describeCadence(cadence)).toBe(words);
});

test("hours are told with runs of days as one", () => {
  const spans = [
    { days: [1, 2, 3, 4, 5], from: "22:00", until: "07:00" },
    { days: [6, 7], from: "00:00", until: "00:00" },
  ];
  const hours = { mode: "quiet", timeZone: null, spans, holidays: ["2026-12-25"] } as const;
  expect(describeHours({ ...hours, holidays: [...hours.holidays] })).toBe(
    "Quiet Mon to Fri 22:00 to 07:00; Sat, Sun 00:00 to 00:00, and quiet on one holiday",
  );
  const always = {
    mode: "active",
    timeZone: null,
    spans: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "08:00", until: "20:00" }],
    holidays: [],
  };
  expect(describeHours({ ...always, mode: "active" })).toBe("Told only every day 08:00 to 20:00");
});
