import { textOfUnits } from "../amount";
import type { HistorySeries } from "../history";
import type { Firing } from "../observation";
import type { Rule } from "../schema";
import { measured, readHour, type Tally, withHour } from "../tally";
import { windowsBefore } from "../window";

/** Windows of a text bar. */
const barLength = 8;

const measureOf = ({ signal }: Rule) =>
  signal.kind === "meter" ? signal.measure : signal.kind === "events" ? "count" : "sum";

/** The values of the last windows up to that of a firing, oldest first, from the first one that has any. */
export function barOf(
  rule: Rule,
  { period }: Firing,
  { hours, customer }: HistorySeries,
  timeZone: string,
): (string | null)[] | undefined {
  if (!period || rule.window === undefined) return undefined;
  const before = windowsBefore(period, barLength - 1, rule.window, { timeZone, customer });
  const windows = [period, ...before].reverse();
  const tallies = windows.map((): Tally | undefined => undefined);
  for (const hour of hours) {
    const at = windows.findIndex(({ start, end }) => hour.at >= start && hour.at < end);
    if (at >= 0) tallies[at] = withHour(tallies[at], readHour(hour, measureOf(rule)));
  }
  const values = tallies.map((tally) => (tally ? textOfUnits(measured(tally, measureOf(rule))) : null));
  const first = values.findIndex((value) => value !== null);
  return first < 0 ? undefined : values.slice(first);
}
