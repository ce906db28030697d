import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Bucket, type Spent, spend } from "./token-bucket";

const mostBuckets = 10_000;

declare global {
  var bellwireKeyBuckets: Map<string, Bucket> | undefined;
}

/** The oldest go first: whoever has not asked for longest has the fullest bucket and loses least by a new one. */
function keep(buckets: Map<string, Bucket>, keyId: string, bucket: Bucket): void {
  buckets.delete(keyId);
  buckets.set(keyId, bucket);
  const oldest = buckets.size > mostBuckets ? buckets.keys().next() : undefined;
  if (oldest && !oldest.done) buckets.delete(oldest.value);
}

/**
 * Takes one request out of a key's allowance (STA-81). Each process counts for itself: the limit protects it from one
 * caller, and costs no round trip.
 */
export function spendRequest(keyId: string): Spent {
  globalThis.bellwireKeyBuckets ??= new Map();
  const buckets = globalThis.bellwireKeyBuckets;
  const spent = spend(buckets.get(keyId), env().BELLWIRE_KEY_LIMIT, performance.now());
  keep(buckets, keyId, spent.bucket);
  return spent;
}

/** The refusal of a request beyond the limit: nothing was read or stored. */
export function tooManyRequests({ retryAfterSeconds }: Spent): AppError {
  const { perSecond, burst } = env().BELLWIRE_KEY_LIMIT;
  return new AppError(
    "rate_limited",
    `This API key may ask ${perSecond} times a second, ${burst} times at once. Nothing was stored; send it again later, or send several events in one request.`,
    { code: "rate_limited", retryAfterSeconds },
  );
}

/** Tells the caller where it stands (draft-ietf-httpapi-ratelimit-headers; the `X-` names are what older clients read). */
export function tellAllowance(headers: Headers, { remaining, resetSeconds }: Spent): void {
  const { burst } = env().BELLWIRE_KEY_LIMIT;
  for (const prefix of ["RateLimit", "X-RateLimit"]) {
    headers.set(`${prefix}-Limit`, String(burst));
    headers.set(`${prefix}-Remaining`, String(remaining));
    headers.set(`${prefix}-Reset`, String(resetSeconds));
  }
}
