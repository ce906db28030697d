import type { Cadence } from "./cadence";
import type { Hours } from "./hours";

/** By ISO number, Monday first. */
export const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

const dayName = (day: number) => weekdays[day - 1] ?? "";
const ordinal = (day: number) =>
  `${day}${day === 1 || day === 21 ? "st" : day === 2 || day === 22 ? "nd" : day === 3 || day === 23 ? "rd" : "th"}`;

/** A cadence as people say it. */
export function describeCadence(cadence: Cadence): string {
  switch (cadence.every) {
    case "hour":
      return `Every hour at :${String(cadence.minute).padStart(2, "0")}`;
    case "day":
      return `Every day at ${cadence.at}`;
    case "week":
      return `Every ${dayName(cadence.weekday)} at ${cadence.at}`;
    case "month":
      return `On the ${cadence.day === "last" ? "last day" : ordinal(cadence.day)} of the month at ${cadence.at}`;
  }
}

/** Days of the week, runs of three or more as one: `Mon to Fri`. */
function describeDays(days: readonly number[]): string {
  if (days.length === 7) return "every day";
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const short = (day = 1) => dayName(day).slice(0, 3);
  return runs
    .flatMap((run) => (run.length > 2 ? [`${short(run[0])} to ${short(run.at(-1))}`] : run.map(short)))
    .join(", ");
}

/** Hours as people say them: `Quiet every day 22:00 to 07:00`. */
export function describeHours({ mode, spans, holidays }: Hours): string {
  const told = spans.map(({ days, from, until }) => `${describeDays(days)} ${from} to ${until}`).join("; ");
  const free =
    holidays.length === 0
      ? ""
      : `, and quiet on ${holidays.length === 1 ? "one holiday" : `${holidays.length} holidays`}`;
  return mode === "quiet" ? `Quiet ${told}${free}` : `Told only ${told}${free}`;
}
