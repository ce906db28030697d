import type { DryRun } from "../dry-run";
import type { History, HistorySeries } from "../history";

/** How much of a history one look takes: what is run in one go keeps everybody else waiting. */
const mostHours = 4_000;

const weightOf = ({ hours, points }: HistorySeries) =>
  1 + hours.length + Object.values(points).reduce((count, list) => count + list.length, 0);

/** A history in parts of a few customers each. What was seen for the first time is in the first one alone. */
export function partsOf(history: History): History[] {
  const parts: HistorySeries[][] = [[]];
  let weight = 0;
  for (const series of history.series) {
    const own = weightOf(series);
    if (weight > 0 && weight + own > mostHours) {
      parts.push([]);
      weight = 0;
    }
    parts.at(-1)?.push(series);
    weight += own;
  }
  return parts.map((series, index) => ({
    ...history,
    series,
    names: index === 0 ? (history.names ?? []) : [],
  }));
}

function added(
  lists: readonly (readonly { day: string; count: number }[])[],
): { day: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { day, count } of lists.flat()) counts.set(day, (counts.get(day) ?? 0) + count);
  return [...counts]
    .map(([day, count]) => ({ day, count }))
    .sort((left, right) => (left.day < right.day ? -1 : 1));
}

/** What the runs over the parts come to together. @param shown how many of the first firings. */
export function mergedRun(runs: readonly DryRun[], shown: number): DryRun {
  const firings = runs.flatMap((run) => run.firings).sort((left, right) => left.at - right.at);
  return {
    firings,
    count: runs.reduce((total, { count }) => total + count, 0),
    perDay: added(runs.map(({ perDay }) => perDay)),
    perCustomer: runs
      .flatMap(({ perCustomer }) => perCustomer)
      .sort((left, right) => right.count - left.count),
    first: firings.filter(({ kind }) => kind !== "recovered").slice(0, shown),
  };
}
