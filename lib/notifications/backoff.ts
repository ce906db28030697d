/** Seconds before each further try of a message (reliability promise R15: Slack and e-mail), ±20 %. */
const waits = [5, 30, 120, 600, 1_800, 3_600, 7_200] as const;
const maxAgeHours = 24;
/** Posted or not, nobody knows: at most this many blind repeats, so that a reader sees few doubles at the worst. */
const maxAmbiguous = 2;

type Tried = {
  /** Tries that count, this one included. */
  failures: number;
  ambiguous: boolean;
  /** When the notification was made. */
  createdAt: Date;
  now: Date;
  /** 0…1, so that a thousand messages do not come back in one instant. */
  jitter: number;
};

/** When to try again, or null when it is time to give up. */
export function nextTryAt({ failures, ambiguous, createdAt, now, jitter }: Tried): Date | null {
  if (ambiguous && failures > maxAmbiguous) return null;
  const wait = waits[Math.min(failures, waits.length) - 1] ?? waits[0];
  const next = new Date(now.getTime() + wait * 1_000 * (0.8 + 0.4 * jitter));
  return next.getTime() - createdAt.getTime() > maxAgeHours * 3_600_000 ? null : next;
}
