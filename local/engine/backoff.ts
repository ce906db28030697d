const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  40 * MINUTE,
  HOUR,
  2 * HOUR,
];
const LONGEST = 2 * HOUR;
const JITTER = 30 * SECOND;
const DAY = 24 * HOUR;

/** Milliseconds before the next attempt, as Inngest waits: fifteen seconds to two hours, plus up to thirty seconds. */
export function retryDelay(attempt: number, random: number): number {
  return (STEPS[attempt] ?? LONGEST) + Math.floor(random * JITTER);
}

/** Milliseconds before a call that did not reach the app is made again: a quarter of a second to two seconds. */
export function redeliveryDelay(lost: number): number {
  return Math.min(2 * SECOND, 250 * 2 ** lost);
}

/**
 * The instant a `retry-after` header names: whole seconds, or a date to the millisecond; at most a day ahead.
 * Null when there is none or it cannot be read.
 */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined || header === "") return null;
  const at = /^\d+$/.test(header) ? now + Number(header) * SECOND : Date.parse(header);
  return Number.isNaN(at) ? null : Math.min(Math.max(at, now), now + DAY);
}
