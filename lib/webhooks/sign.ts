import { createHmac, randomBytes } from "node:crypto";

/** How a secret begins, as Standard Webhooks has it. */
const prefix = "whsec_";
const secretBytes = 32;

/** A new signing secret: `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return prefix + randomBytes(secretBytes).toString("base64");
}

const keyOf = (secret: string) => Buffer.from(secret.replace(prefix, ""), "base64");

type Signed = {
  /** The same for all tries of one notification: what a receiver knows a repeat by. */
  id: string;
  /** The exact text that is sent. */
  body: string;
  /** Every secret that holds, newest first. */
  secrets: readonly string[];
  at: Date;
};

/**
 * The three headers of Standard Webhooks 1.0.0: HMAC-SHA256 of `id.timestamp.body` in base64, one `v1,…` for each secret,
 * with a space between. Receivers take a message when one of the signatures is of their secret.
 */
export function signatureHeaders({ id, body, secrets, at }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const digest = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${digest}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
