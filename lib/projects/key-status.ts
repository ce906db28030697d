/** What an API key is `now`. */
export function keyStatus(
  key: { revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
): "active" | "revoked" | "past" {
  if (key.revokedAt !== null) return "revoked";
  return key.expiresAt !== null && key.expiresAt <= now ? "past" : "active";
}
