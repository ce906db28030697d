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
  "messageVotes",
  "rounds",
  "escalations",
  "events",
  "ruleFirings",
  "ruleStates",
  "ruleChecks",
  "eventBuckets",
  "measurementBuckets",
  "auditEntries",
  "mutes",
  "slackInboundEvents",
  "slackClicks",
  "slackOwners",
  "slackOauthStates",
  "signInTokens",
  "sessions",
  "invitations",
  "rateWindows",
  "lanes",
  "webhookSecrets",
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
  // Of notifications that are gone: a voice says nothing without its message.
  messageVotes: { keepMs: 400 * dayMs, from: "it came" },
  rounds: { keepMs: 400 * dayMs, from: "it came" },
  escalations: { keepMs: 400 * dayMs, from: "it was last used" },
  events: { keepMs: 400 * dayMs, from: "it came" },
  // As long as the event that tells it. A window is judged for a quarter and a week at most, so that no key comes again by then.
  ruleFirings: { keepMs: 400 * dayMs, from: "it came" },
  // Of customers who are well and of whom nothing came for so long. Whoever comes back begins anew, as a new one does; the longest
  // cooldown, repetition and absence are a year.
  ruleStates: { keepMs: 400 * dayMs, from: "it was last used" },
  // Taken within seconds. What stands for so long is a deleted project's, or was never to be read.
  ruleChecks: { keepMs: 30 * dayMs, from: "it came" },
  // Charts and comparisons look back; a year over a year with a year to spare. They hold no payload.
  eventBuckets: { keepMs: 3 * 366 * dayMs, from: "it came" },
  measurementBuckets: { keepMs: 3 * 366 * dayMs, from: "it came" },
  auditEntries: { keepMs: 400 * dayMs, from: "it came" },
  // One that has ended keeps nothing back; for a while it is of use to whoever asks why something was not told.
  mutes: { keepMs: 30 * dayMs, from: "it ended" },
  slackInboundEvents: { keepMs: 26 * hourMs, from: "it came" },
  // Slack repeats a press for less than that. They hold what people wrote.
  slackClicks: { keepMs: 26 * hourMs, from: "it came" },
  // Addresses of people. Whoever is told of anything is looked up every day.
  slackOwners: { keepMs: 30 * dayMs, from: "it was last used" },
  slackOauthStates: { keepMs: dayMs, from: "it ended" },
  signInTokens: { keepMs: 0, from: "it ended" },
  sessions: { keepMs: 0, from: "it ended" },
  invitations: { keepMs: 30 * dayMs, from: "it ended" },
  rateWindows: { keepMs: dayMs, from: "it came" },
  lanes: { keepMs: dayMs, from: "it was last used" },
  // The signing secret of before, once nothing is signed with it any more.
  webhookSecrets: { keepMs: 0, from: "it ended" },
};

/** Days for which the payload of an event can be read. */
export const payloadDays = retention.eventPayloads.keepMs / dayMs;

/** Everything of that kind from before this instant is to be cleared away. */
export function cutoffOf(kind: Kind, now: Date): Date {
  return new Date(now.getTime() - retention[kind].keepMs);
}
