const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Milliseconds of a duration as the SDK writes it ("1h30m", "7d", "250ms").
 * @throws Error when it is not one.
 */
export function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)];
  const read = parts.map((part) => part[0]).join("");
  if (parts.length === 0 || read !== text) throw new Error(`not a duration: ${JSON.stringify(text)}`);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ""] ?? 0), 0);
}

/**
 * The instant a sleep or a wait ends: the SDK gives either a duration or an ISO 8601 date.
 * @throws Error when it is neither.
 */
export function deadline(text: string, now: number): number {
  if (text === "") return now;
  const date = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? now + durationMs(text) : date;
}
