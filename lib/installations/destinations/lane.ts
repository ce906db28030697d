/** The lane of a Slack channel: every destination and every project that writes there shares its pace. */
export function channelLane({ teamId, channelId }: { teamId: string; channelId: string }): string {
  return `slack:${teamId}:${channelId}`;
}
