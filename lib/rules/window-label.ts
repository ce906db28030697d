import type { Window } from "@/lib/meters/windows";
import { zoneOffset } from "@/lib/projects/zone-offset";
import type { RuleWindow } from "./schema";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const twice = (text: number) => String(text).padStart(2, "0");

/** The window by the calendar: `16 November`, `November`, `Q4`, with the year where that is another one. */
function dated(start: Date, size: RuleWindow, isThisYear: boolean): string {
  const year = isThisYear ? "" : ` ${start.getUTCFullYear()}`;
  const month = months[start.getUTCMonth()];
  switch (size) {
    case "hour":
      return `in the hour from ${twice(start.getUTCHours())}:${twice(start.getUTCMinutes())} on ${start.getUTCDate()} ${month}${year}`;
    case "day":
      return `on ${start.getUTCDate()} ${month}${year}`;
    case "week":
      return `in the week of ${start.getUTCDate()} ${month}${year}`;
    case "month":
      return `in ${month}${year}`;
    case "quarter":
      return `in Q${Math.floor(start.getUTCMonth() / 3) + 1}${year}`;
    case "cycle":
      return `in the billing cycle from ${start.getUTCDate()} ${month}${year}`;
  }
}

/** What the window that goes on is called, and the one that was just over. */
const relative = {
  hour: ["this hour", "in the last hour"],
  day: ["today", "yesterday"],
  week: ["this week", "last week"],
  month: ["this month", "last month"],
  cycle: ["this billing cycle", "in the last billing cycle"],
} as const satisfies Record<Exclude<RuleWindow, "quarter">, readonly [string, string]>;

/** Late judgements of a window that ended this many lengths ago still speak of the last one. */
const justOver = 0.5;

/**
 * What a window is called at an instant, on the clocks of a zone: `this week`, `last week`, `in the week of 2 November`,
 * `in Q4`. A sentence can end with it.
 */
export function windowLabel(window: Window, size: RuleWindow, at: number, timeZone: string): string {
  const [goesOn, wasLast] = size === "quarter" ? [undefined, undefined] : relative[size];
  if (goesOn && at >= window.start && at < window.end) return goesOn;
  const since = at - window.end;
  if (wasLast && since >= 0 && since < (window.end - window.start) * justOver) return wasLast;
  const local = (instant: number) => new Date(instant + zoneOffset(instant, timeZone));
  const start = local(window.start);
  return dated(start, size, start.getUTCFullYear() === local(at).getUTCFullYear());
}
