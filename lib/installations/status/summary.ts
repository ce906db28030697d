import type { DestinationError } from "@/lib/destinations/schema";
import type { Installation } from "../queries";
import type { ChannelHealth } from "./queries";

/** What the status endpoint answers (API.md, Slack). */
export type SlackStatus = {
  connected: boolean;
  workspace: { id: string; name: string } | null;
  channel: { id: string; name: string } | null;
  botInChannel: boolean;
  lastSuccessAt: Date | null;
  lastError: DestinationError | null;
  scopes: string[];
};

/** How a destination's place is called in Slack: `#billing`, or `@Kim Park`. */
export function placeName({ kind, channelName }: Pick<ChannelHealth, "kind" | "channelName">): string {
  return kind === "slack_dm" ? `@${channelName}` : `#${channelName}`;
}

const latest = <T>(items: readonly T[], at: (item: T) => number) =>
  items.reduce<T | undefined>((best, item) => (best && at(best) >= at(item) ? best : item), undefined);

/** When a project last reached Slack through these destinations. */
export function lastSuccessOf(channels: readonly ChannelHealth[]): Date | null {
  const times = channels.flatMap(({ lastSuccessAt }) => (lastSuccessAt ? [lastSuccessAt] : []));
  return latest(times, (time) => time.getTime()) ?? null;
}

/** What is wrong now: with the installation as a whole, else with the destination that broke last. */
export function lastErrorOf(
  installation: Installation | undefined,
  channels: readonly ChannelHealth[],
): DestinationError | null {
  if (installation?.lastError) return installation.lastError;
  const errors = channels.flatMap(({ status, lastError }) =>
    status === "broken" && lastError ? [lastError] : [],
  );
  return latest(errors, ({ at }) => Date.parse(at)) ?? null;
}

type Channel = { id: string; name: string };

/** The channel that stands for an installation in a project: the one picked in the consent, else its first destination. */
export function chosenChannel(
  installation: Installation,
  channels: readonly ChannelHealth[],
): Channel | null {
  const own = channels.filter(({ installationId }) => installationId === installation.id);
  const { defaultChannelId: id, defaultChannelName: name } = installation;
  const picked = own.find(({ channelId }) => channelId === id);
  const first = picked ?? own.find(({ kind }) => kind === "slack_channel");
  if (first) return { id: first.channelId, name: first.channelName };
  return id === null ? null : { id, name: name ?? id };
}

/** What was found out by asking Slack just now. */
export type Probed = {
  /** Slack says that the token is dead. */
  isDead: boolean;
  /** Null where Slack could not say. */
  isMember: boolean | null;
};

/** The status of the installation that stands for a project; without one, of nothing. */
export function statusOf(
  installation: Installation | undefined,
  channels: readonly ChannelHealth[],
  probed: Probed,
): SlackStatus {
  if (!installation || installation.status === "uninstalled") {
    const lastError = lastErrorOf(installation, []);
    const none = { connected: false, workspace: null, channel: null, botInChannel: false, scopes: [] };
    return { ...none, lastSuccessAt: lastSuccessOf(channels), lastError };
  }
  const own = channels.filter(({ installationId }) => installationId === installation.id);
  const channel = chosenChannel(installation, channels);
  const there = own.find(({ channelId }) => channelId === channel?.id);
  // A destination that works proves as much as Slack's word does, while Slack cannot be asked.
  const seemsThere = there !== undefined && there.status === "active" && there.lastSuccessAt !== null;
  return {
    connected: installation.status === "active" && !probed.isDead,
    workspace: { id: installation.holderId, name: installation.teamName },
    channel,
    botInChannel: channel !== null && !probed.isDead && (probed.isMember ?? seemsThere),
    lastSuccessAt: lastSuccessOf(own),
    lastError: lastErrorOf(installation, own),
    scopes: installation.scopes,
  };
}
