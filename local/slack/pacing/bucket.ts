/** A token bucket: how many tokens it held at an instant of the simulator's clock. */
export interface Bucket {
  tokens: number;
  at: number;
}

/** The shape of a bucket. */
export interface Pace {
  readonly capacity: number;
  readonly perSecond: number;
}

/**
 * Takes one token from the bucket called `key` at `now` (milliseconds).
 * Returns 0 when there was one, else the whole seconds until there is (at least 1).
 */
export function takeToken(buckets: Map<string, Bucket>, key: string, pace: Pace, now: number): number {
  const bucket = buckets.get(key) ?? { tokens: pace.capacity, at: now };
  buckets.set(key, bucket);
  const elapsed = Math.max(0, now - bucket.at) / 1000;
  bucket.tokens = Math.min(pace.capacity, bucket.tokens + elapsed * pace.perSecond);
  bucket.at = now;
  if (bucket.tokens >= 1 - 1e-9) {
    bucket.tokens = Math.max(0, bucket.tokens - 1);
    return 0;
  }
  return Math.max(1, Math.ceil((1 - bucket.tokens) / pace.perSecond));
}
