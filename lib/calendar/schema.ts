import { z } from "zod";
import { timeOfDay } from "@/lib/schedule/time-of-day";

/** What a project is reminded of by the calendar, and at what time on its clock (STA-37, STA-80). */
export const calendarSettings = z.strictObject({
  at: timeOfDay.default("09:00"),
  /** The yearly return of the day on which a contract began. */
  anniversaries: z.boolean().default(false),
  /** How many days before a renewal it is told, such as 30 and 7; none when empty. */
  renewalsAheadDays: z
    .array(z.number("Enter days.").int().min(0).max(365))
    .max(10)
    .default([])
    .transform((days) => [...new Set(days)].sort((one, other) => other - one)),
});
export type CalendarSettings = z.infer<typeof calendarSettings>;

/** Those of a project that has chosen none. */
export const noReminders: CalendarSettings = calendarSettings.parse({});
