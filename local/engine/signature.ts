import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const PREFIX = /^signkey-\w+-/;

/**
 * The `x-inngest-signature` of a request: HMAC-SHA256 over the canonical body and the second, keyed with the text
 * of the signing key after its prefix.
 */
export function signRequest(canonicalBody: string, signingKey: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000).toString();
  const key = signingKey.replace(PREFIX, "");
  const mac = createHmac("sha256", key).update(canonicalBody).update(seconds).digest("hex");
  return `t=${seconds}&s=${mac}`;
}

/** The bearer token the SDK derives from the signing key: its prefix and the SHA-256 of the decoded hex. */
export function bearerToken(signingKey: string): string {
  const prefix = PREFIX.exec(signingKey)?.[0] ?? "";
  const bytes = Buffer.from(signingKey.replace(PREFIX, ""), "hex");
  return prefix + createHash("sha256").update(bytes).digest("hex");
}

/** Compares two secrets in constant time, whatever their lengths. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
