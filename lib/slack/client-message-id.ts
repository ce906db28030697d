import { createHash } from "node:crypto";

/** Namespace of our ids, made once at random (RFC 9562, name-based UUIDs). */
const namespace = Buffer.from("6f1d0c2b54a94f0e9d0b7c1e8a3f5d62", "hex");

/**
 * The UUID (version 5) that names a notification to Slack in every try, so that Slack can tell a repeat.
 * Whether it does is undocumented: nothing depends on it.
 */
export function clientMessageId(notificationId: string): string {
  const hash = createHash("sha1").update(namespace).update(notificationId).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
