/** How often something may be asked: a steady rate, and what may come at once after a quiet time. */
export type Limit = { perSecond: number; burst: number };

/** What is left of an allowance at an instant, in milliseconds of any steady clock. */
export type Bucket = { tokens: number; at: number };

export type Spent = {
  isAllowed: boolean;
  bucket: Bucket;
  /** Whole requests that may follow at once. */
  remaining: number;
  /** Seconds until the allowance is whole again. */
  resetSeconds: number;
  /** Seconds until one more request is allowed; 0 when one is. */
  retryAfterSeconds: number;
};

/** Takes one request out of a bucket, which refills steadily up to its burst. A refusal takes nothing. */
export function spend(bucket: Bucket | undefined, { perSecond, burst }: Limit, at: number): Spent {
  const elapsed = bucket === undefined ? 0 : Math.max(0, at - bucket.at) / 1_000;
  const filled = bucket === undefined ? burst : Math.min(burst, bucket.tokens + elapsed * perSecond);
  const isAllowed = filled >= 1;
  const tokens = isAllowed ? filled - 1 : filled;
  return {
    isAllowed,
    bucket: { tokens, at },
    remaining: Math.floor(tokens),
    resetSeconds: Math.ceil((burst - tokens) / perSecond),
    retryAfterSeconds: isAllowed ? 0 : (1 - tokens) / perSecond,
  };
}
