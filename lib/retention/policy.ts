const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What is kept for a time only. The order is the order in which a run clears it away. */
export const kinds = [
  "eventPayloads",
  "exchanges",
  "rejectedEvents",
  "sourceReceipts",
  "cases",
  "notifications",
  "rounds",
  "escalations",
  "events",
  "auditEntries",
  "slackInboundEvents",
  "slackOauthStates",
  "signInTokens",
  "sessions",
  "invitations",
  "rateWindows",
  "lanes",
] as const;
export type Kind = (typeof kinds)[number];

type Rule = {
  /** How long it is kept, in milliseconds. */
  keepMs: number;
  /** The instant from which that is counted. */
  from: "it came" | "it ended" | "it was last used";
};

/**
 * How long everything is kept (reference: retention and erasure). The row of an event outlives its payload, because its
 * sender's id in it is what makes a repeat a duplicate.
 */
export const retention: Readonly<Record<Kind, Rule>> = {
  eventPayloads: { keepMs: 30 * dayMs, from: "it came" },
  // They hold the event's payload as it was sent.
  exchanges: { keepMs: 30 * dayMs, from: "it came" },
  rejectedEvents: { keepMs: 30 * dayMs, from: "it came" },
  sourceReceipts: { keepMs: 30 * dayMs, from: "it came" },
  cases: { keepMs: 400 * dayMs, from: "it was last used" },
  notifications: { keepMs: 400 * dayMs, from: "it came" },
  rounds: { keepMs: 400 * dayMs, from: "it came" },
  escalations: { keepMs: 400 * dayMs, from: "it was last used" },
  events: { keepMs: 400 * dayMs, from: "it came" },
  auditEntries: { keepMs: 400 * dayMs, from: "it came" },
  slackInboundEvents: { keepMs: 26 * hourMs, from: "it came" },
  slackOauthStates: { keepMs: dayMs, from: "it ended" },
  signInTokens: { keepMs: 0, from: "it ended" },
  sessions: { keepMs: 0, from: "it ended" },
  invitations: { keepMs: 30 * dayMs, from: "it ended" },
  rateWindows: { keepMs: dayMs, from: "it came" },
  lanes: { keepMs: dayMs, from: "it was last used" },
};

/** Days for which the payload of an event can be read. */
export const payloadDays = retention.eventPayloads.keepMs / dayMs;

/** Everything of that kind from before this instant is to be cleared away. */
export function cutoffOf(kind: Kind, now: Date): Date {
  return new Date(now.getTime() - retention[kind].keepMs);
}
