import { z } from "zod";
import { isTimeZone } from "@/lib/projects/time-zone";

/** A time on the clock of some zone: `09:00`. */
export const timeOfDay = z
  .string("Enter a time such as 09:00.")
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00");

/** An IANA time zone, or null for the project's. */
export const zoneOrProjects = z
  .string()
  .max(64)
  .refine(isTimeZone, "must be an IANA time zone such as Europe/Berlin")
  .nullable();

/** Minutes since midnight of a time on the clock. */
export function minutesOf(time: string): number {
  const [hours = "0", minutes = "0"] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}
