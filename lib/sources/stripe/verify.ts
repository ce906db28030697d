import Stripe from "stripe";

/** Seconds that a signature may be old or early: Stripe's own default, against replays. */
const stripeTolerance = 300;

/**
 * Whether `Stripe-Signature` was made with this secret over these very bytes, lately. The library compares in constant time.
 * @param now in milliseconds
 */
export function isStripeSigned(raw: Buffer, header: string, secret: string, now: number): boolean {
  try {
    return (
      Stripe.webhooks.signature?.verifyHeader(raw, header, secret, stripeTolerance, undefined, now) ?? false
    );
  } catch {
    return false;
  }
}

/** The header with which Stripe would send this text. For the sample sender and for tests. */
export function stripeSignature(text: string, secret: string, now: number): string {
  return Stripe.webhooks.generateTestHeaderString({
    payload: text,
    secret,
    timestamp: Math.floor(now / 1000),
  });
}
