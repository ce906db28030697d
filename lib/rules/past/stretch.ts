import { customerField, type Rule } from "../schema";
import { windowOf, windowsBefore } from "../window";

const hour = 3_600_000;
const day = 24 * hour;

/** How far back a rule can be tried. */
export const dryRunDays = [7, 30, 90] as const;
export type DryRunDays = (typeof dryRunDays)[number];

/** The stretch that is walked through, and from when on numbers are needed for it. In milliseconds since 1970. */
export type Stretch = { since: number; from: number; to: number };

const noCustomer = (timeZone: string) => ({ timeZone, customer: null });

/** A billing cycle begins 31 days before an instant at the earliest; what it is compared with as many times before that. */
const longestCycle = 31 * day;

function sinceOf(rule: Rule, from: number, timeZone: string): number {
  const { condition, window: size, signal } = rule;
  if (condition.kind === "absent") return from - Math.max(7 * day, 2 * condition.hours * hour);
  if (signal.kind === "balance") return from - longestCycle - 7 * day;
  if (size === undefined) {
    const days = condition.kind === "change" && "days" in condition.against ? condition.against.days : 0;
    return from - days * day;
  }
  // The window before is asked for as well, to tell nothing from zero.
  const count = condition.kind === "change" && "windows" in condition.against ? condition.against.windows : 1;
  if (size === "cycle") return from - longestCycle * (count + 1);
  const current = windowOf(from, size, noCustomer(timeZone));
  return windowsBefore(current, count, size, noCustomer(timeZone)).at(-1)?.start ?? current.start;
}

/** What has to be loaded to try a rule on the last so many days. */
export function stretchOf(rule: Rule, days: DryRunDays, now: Date, timeZone: string): Stretch {
  const from = now.getTime() - days * day;
  return { since: sinceOf(rule, from, timeZone), from, to: now.getTime() };
}

/** The numbers of a customer that a rule depends on over time. */
export function fieldsOver({ signal, condition }: Rule): string[] {
  const fields: string[] = [];
  if (signal.kind === "field") fields.push(signal.field);
  if (signal.kind === "balance") fields.push(signal.credits);
  const of = condition.kind === "share" || condition.kind === "steps" ? condition.of : undefined;
  if (of && "field" in of) fields.push(of.field);
  return [...new Set(fields)].filter((field) => customerField.safeParse(field).success);
}
