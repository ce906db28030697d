const hour = 3_600_000;

export const timeRanges = [
  { value: "1h", label: "Last hour", milliseconds: hour },
  { value: "24h", label: "Last 24 hours", milliseconds: 24 * hour },
  { value: "7d", label: "Last 7 days", milliseconds: 7 * 24 * hour },
  { value: "30d", label: "Last 30 days", milliseconds: 30 * 24 * hour },
] as const;

/** When a named range began; undefined for one we do not know, which means "all of it". */
export function rangeStart(value: string | undefined, now: Date): Date | undefined {
  const range = timeRanges.find((each) => each.value === value);
  return range && new Date(now.getTime() - range.milliseconds);
}
