import { createHmac } from "node:crypto";
import { equalsInConstantTime } from "@/lib/crypto";

/** How far a request's time may be from ours, either way (docs.slack.dev, verifying requests). */
const toleranceSeconds = 300;

const signaturePattern = /^v0=[0-9a-f]{64}$/;
const timestampPattern = /^\d{1,12}$/;

type Signed = {
  headers: Headers;
  /** The body as it came, before anything read it. */
  rawBody: string;
};

/**
 * Whether a request was signed by Slack with one of our secrets, at most five minutes before or after now. Slack's own
 * library refuses old ones only; a time in the future is as wrong.
 * @param secrets more than one while ours is being changed.
 */
export function isSignedBySlack(
  { headers, rawBody }: Signed,
  secrets: readonly string[],
  now: Date,
): boolean {
  const signature = headers.get("x-slack-signature") ?? "";
  const timestamp = headers.get("x-slack-request-timestamp") ?? "";
  if (!signaturePattern.test(signature) || !timestampPattern.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds) return false;
  return secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`v0:${timestamp}:${rawBody}`).digest("hex");
    return equalsInConstantTime(signature, `v0=${expected}`);
  });
}
