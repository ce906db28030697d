import type { Outcome } from "@/lib/destinations/transport";

/** An answer that breaks a destination only when it comes twice: seen first at this moment. */
export type Suspicion = { code: string; at: Date };

/** What a rejection says of its destination. `suspected` is asked again before anything is switched off. */
export type Break =
  | { kind: "suspected"; code: string; askAgainAt: Date }
  | { kind: "broken"; scope: "destination" | "installation"; code: string };

/**
 * Slack hides a private channel that the bot has left behind `channel_not_found`, and answers it for a moment when a
 * channel is converted: the same answer twice, a minute apart, before a destination is given up.
 */
const askTwice = new Set(["channel_not_found"]);
const apartSeconds = 60;

/** What breaks by a rejection, or null when only the message was refused, or we were at fault. */
export function breakOf(
  result: Extract<Outcome, { status: "rejected" }>,
  suspicion: Suspicion | null,
  now: Date,
): Break | null {
  if (result.scope === "message" || result.scope === "ours") return null;
  if (!askTwice.has(result.code)) return { kind: "broken", scope: result.scope, code: result.code };
  const first = suspicion?.code === result.code ? suspicion.at : now;
  const askAgainAt = new Date(first.getTime() + apartSeconds * 1_000);
  return now < askAgainAt
    ? { kind: "suspected", code: result.code, askAgainAt }
    : { kind: "broken", scope: result.scope, code: result.code };
}
