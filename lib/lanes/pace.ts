/** Slack: about one message a second a channel, however it is posted; more may be hidden without an error (docs.slack.dev, rate limits). */
const slackSpacingMs = 1_000;

/**
 * Slack allows “several hundred” posts a minute a workspace. Each post moves the workspace's mark on by a quarter of a
 * second and the mark may run a minute ahead: 240 at once after a quiet minute, 240 a minute in the long run.
 */
export const workspacePace = { spacingMs: 250, aheadSeconds: 60 } as const;

/** Mail: a mailbox is told of a burst in one counted mail rather than in fifty. */
const mailSpacingMs = 2_000;

/** Milliseconds between two messages of a lane. The lane's key says what it leads to. */
export function spacingMs(lane: string): number {
  if (lane.startsWith("email:")) return mailSpacingMs;
  return lane.startsWith("slack:") || lane.startsWith("slackhook:") ? slackSpacingMs : 0;
}

/** The lane that all channels of a workspace share: what an installed app posts counts against one limit there. */
export function workspaceLane(lane: string): string | null {
  const [kind, teamId] = lane.split(":");
  return kind === "slack" && teamId ? `slackteam:${teamId}` : null;
}

/** How many messages one claim takes: paced lanes go one by one, so that nothing waits under a lease. */
export function claimSize(lane: string): number {
  return spacingMs(lane) > 0 ? 1 : 20;
}

/** Whether what one claim takes is sent at the same time: an endpoint that hangs for one message keeps no other waiting. */
export const isSideBySide = (lane: string) => lane.startsWith("webhook:");

/** How long a claim is ours. Longer than any attempt may take (10 s), so that only a dead process lets it expire. */
export const leaseSeconds = 15;
