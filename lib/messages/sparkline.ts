/** Not the full block: several of them would run together into one bar. */
const levels = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"] as const;
const longest = 24;

/**
 * The course of a number as text, one bar a value, the last 24 at most. Zero is the lowest bar, so that the heights keep
 * their proportions; below zero counts as zero. Undefined for fewer than two values.
 */
export function sparkline(values: readonly number[]): string | undefined {
  const shown = values.slice(-longest).map((value) => Math.max(0, value));
  if (shown.length < 2) return undefined;
  const highest = Math.max(...shown);
  return shown
    .map((value) => levels[highest > 0 ? Math.round((value / highest) * (levels.length - 1)) : 0])
    .join("");
}
