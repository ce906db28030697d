import { weekdays } from "./wording";

const short = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** The ISO number of a day as cron writes it; undefined for anything else. */
function weekdayOf(text: string): number | undefined {
  const number = /^[0-7]$/.test(text) ? Number(text) : short.indexOf(text.toLowerCase());
  return number < 0 ? undefined : number === 0 ? 7 : number;
}

const nameOf = (text: string) => {
  const day = weekdayOf(text);
  return day === undefined ? undefined : weekdays[day - 1];
};

function weekdayWords(field: string): string | undefined {
  if (field === "*") return "every day";
  const [from, to, ...more] = field.split("-").map(nameOf);
  if (from && to && more.length === 0) return `from ${from} to ${to}`;
  const days = field.split(",").map(nameOf);
  if (days.includes(undefined)) return undefined;
  const names = days.map((day) => `${day}s`);
  return `on ${[names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ")}`;
}

function dayWords([day = "", month = "", weekday = ""]: readonly string[]): string | undefined {
  if (month !== "*") return undefined;
  if (day === "*") return weekdayWords(weekday);
  return /^\d{1,2}$/.test(day) && weekday === "*" ? `on day ${Number(day)} of the month` : undefined;
}

/** When a cron expression comes, for people: `at 09:00 on Mondays`; one that says more than that is quoted: `at “0 9 * 1-3 *”`. */
export function describeCron(expression: string): string {
  const [minute = "", hour = "", ...date] = expression.split(/\s+/);
  const days = dayWords(date);
  const isPlain = /^\d{1,2}$/.test(minute) && days !== undefined;
  if (isPlain && /^\d{1,2}$/.test(hour))
    return `at ${hour.padStart(2, "0")}:${minute.padStart(2, "0")} ${days}`;
  if (isPlain && hour === "*" && days === "every day") return `every hour at :${minute.padStart(2, "0")}`;
  return `at “${expression}”`;
}
