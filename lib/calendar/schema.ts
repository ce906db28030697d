import { z } from "zod";
import { timeOfDay } from "@/lib/schedule/time-of-day";

/** Numbers of days, each once, the longest first. */
export const daysAhead = z
  .array(z.number("Enter days, such as 30, 7.").int("Enter whole days.").min(0).max(365, "A year at most."))
  .max(10, "Ten at most.")
  .transform((days) => [...new Set(days)].sort((one, other) => other - one));

/** What a project is reminded of by the calendar, and at what time on its clock (STA-37, STA-80). */
export const calendarSettings = z.strictObject({
  at: timeOfDay.default("09:00"),
  /** The yearly return of the day on which a contract began. */
  anniversaries: z.boolean().default(false),
  /** How many days before a renewal it is told, such as 30 and 7; none when empty. */
  renewalsAheadDays: daysAhead.default([]),
});
export type CalendarSettings = z.infer<typeof calendarSettings>;

/** Those of a project that has chosen none. */
export const noReminders: CalendarSettings = calendarSettings.parse({});
