/** Slack: about one message a second a channel, however it is posted; more may be hidden without an error (docs.slack.dev, rate limits). */
const slackSpacingMs = 1_000;

/** Milliseconds between two messages of a lane. The lane's key says what it leads to. */
export function spacingMs(lane: string): number {
  return lane.startsWith("slack:") || lane.startsWith("slackhook:") ? slackSpacingMs : 0;
}

/** How many messages one claim takes: paced lanes go one by one, so that nothing waits under a lease. */
export function claimSize(lane: string): number {
  return spacingMs(lane) > 0 ? 1 : 20;
}

/** How long a claim is ours. Longer than any attempt may take (10 s), so that only a dead process lets it expire. */
export const leaseSeconds = 15;
