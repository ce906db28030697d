/** Seconds before each further try of a message (reliability promise R15: Slack and e-mail), ±20 %. */
const waits = [5, 30, 120, 600, 1_800, 3_600, 7_200] as const;
const maxAgeHours = 24;
/** Posted or not, nobody knows: at most this many blind repeats, so that a reader sees few doubles at the worst. */
const maxAmbiguous = 2;
/** Tries of what is answered in a way that nobody knows; what comes of it is ours to look at. */
const maxUnknown = 3;

type Tried = {
  /** Tries that count, this one included. */
  failures: number;
  /** Those of them after which the message may have been posted, this one included. */
  ambiguousFailures: number;
  ambiguous: boolean;
  /** Whether the far end's answer is in no table. */
  unknown: boolean;
  /** When the notification was made. */
  createdAt: Date;
  now: Date;
  /** 0…1, so that a thousand messages do not come back in one instant. */
  jitter: number;
};

/** When to try again, or null when it is time to give up. */
export function nextTryAt({
  failures,
  ambiguousFailures,
  ambiguous,
  unknown,
  createdAt,
  now,
  jitter,
}: Tried): Date | null {
  if (ambiguous && ambiguousFailures > maxAmbiguous) return null;
  if (unknown && failures >= maxUnknown) return null;
  const wait = waits[Math.min(failures, waits.length) - 1] ?? waits[0];
  return within(maxAgeHours, createdAt, after(wait, now, jitter));
}

type Waiting = { stepSeconds: number; hours: number } & Pick<Tried, "createdAt" | "now" | "jitter">;

/** When to ask again while a state of the far end lasts, or null when it has lasted for too long. */
export function nextStepAt({ stepSeconds, hours, createdAt, now, jitter }: Waiting): Date | null {
  return within(hours, createdAt, after(stepSeconds, now, jitter));
}

function after(seconds: number, now: Date, jitter: number): Date {
  return new Date(now.getTime() + seconds * 1_000 * (0.8 + 0.4 * jitter));
}

function within(hours: number, createdAt: Date, at: Date): Date | null {
  return at.getTime() - createdAt.getTime() > hours * 3_600_000 ? null : at;
}
