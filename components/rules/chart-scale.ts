/** One window or one moment of a series; null where there is nothing. */
export type ChartPoint = { label: string; value: string | null };

export type ChartScale = {
  low: number;
  high: number;
  /** The height of a value from the bottom, 0 to 1. */
  at: (value: number) => number;
};

/** Room above the highest value, so that a line at the top is seen. */
const headroom = 1.08;

/** The scale that shows every value and every threshold. It begins at zero unless something is below. Drawing alone rounds. */
export function scaleOf(points: readonly ChartPoint[], thresholds: readonly string[]): ChartScale {
  const values = [...points.map(({ value }) => value), ...thresholds].flatMap((value) =>
    value === null || !Number.isFinite(Number(value)) ? [] : [Number(value)],
  );
  const low = Math.min(0, ...values) * headroom;
  const highest = Math.max(0, ...values) * headroom;
  const high = highest === low ? low + 1 : highest;
  return { low, high, at: (value) => (value - low) / (high - low) };
}

/** Whether a chart has anything to show. */
export const hasValues = (points: readonly ChartPoint[]) => points.some(({ value }) => value !== null);

/** The highest value, as it is written. */
export function peakOf(points: readonly ChartPoint[]): string {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.reduce((peak, value) => (Number(value) > Number(peak) ? value : peak), values[0] ?? "");
}
