const hourMs = 3_600_000;
/** Owners are told after a day without one good try, and the endpoint is given up after five (Svix does the same). */
const warnAfterMs = 24 * hourMs;
const giveUpAfterMs = 120 * hourMs;

type Failing = { failingSince: Date | null; warnedAt: Date | null };

/**
 * What follows from a failed try for an endpoint. It is never given up without a warning before: somebody who was not told
 * could not mend it.
 */
export function verdictOnFailing({ failingSince, warnedAt }: Failing, now: Date): "warn" | "give up" | null {
  if (failingSince === null) return null;
  const sinceMs = now.getTime() - failingSince.getTime();
  if (warnedAt === null) return sinceMs >= warnAfterMs ? "warn" : null;
  return sinceMs >= giveUpAfterMs ? "give up" : null;
}

/** When an endpoint that fails is given up, unless something arrives there before. */
export function givenUpAt(failingSince: Date): Date {
  return new Date(failingSince.getTime() + giveUpAfterMs);
}
