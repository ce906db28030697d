/** How long one try may take, all calls it makes together (lib/destinations/transport.ts). */
export const tryMs = 10_000;

/** Too little to ask Slack anything more. */
const leastMs = 500;

/** Counts down the time of one try. */
export function startDeadline(milliseconds: number): { leftMs: () => number; isSpent: () => boolean } {
  const end = performance.now() + milliseconds;
  const leftMs = () => Math.max(1, Math.floor(end - performance.now()));
  return { leftMs, isSpent: () => end - performance.now() < leastMs };
}
