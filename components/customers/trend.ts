/** One change of a number: exact decimals, null where there is none. */
export type Change = {
  field: string;
  at: Date;
  value: string | null;
  previous: string | null;
  currency: string | null;
  previousCurrency: string | null;
};

export type Trend = { field: string; label: string; latest: Change; points: { at: Date; value: number }[] };

const labels: Readonly<Record<string, string>> = {
  mrr: "MRR",
  healthScore: "Health score",
  sentimentScore: "Sentiment score",
  churnProbability: "Churn probability",
  engagement: "Engagement",
};

/** The name of a number as people read it. */
export const numberLabel = (field: string) => labels[field] ?? field.replace(/^attributes\./, "");

/** The numbers of a history (newest first), each with its points in the order of time. */
export function trendsOf(history: readonly Change[]): Trend[] {
  return [...Map.groupBy(history, ({ field }) => field)].flatMap(([field, changes]) => {
    const [latest] = changes;
    if (!latest) return [];
    const points = changes
      .toReversed()
      .flatMap(({ at, value }) => (value === null ? [] : [{ at, value: Number(value) }]));
    return [{ field, label: numberLabel(field), latest, points }];
  });
}

/** A line of steps through the points, in a box of the given size: a number stays what it is until it changes. */
export function stepLine(points: Trend["points"], now: Date, width: number, height: number): string {
  const [first] = points;
  if (!first) return "";
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(now.getTime() - first.at.getTime(), 1);
  const round = (number: number) => Math.round(number * 10) / 10;
  const x = (at: Date) => round((Math.max(0, at.getTime() - first.at.getTime()) / span) * width);
  const y = (value: number) =>
    round(high === low ? height / 2 : height - ((value - low) / (high - low)) * height);
  const steps = points.map(({ at, value }, index) =>
    index === 0 ? `M0 ${y(value)}` : `H${x(at)}V${y(value)}`,
  );
  return `${steps.join("")}H${width}`;
}
