import { type Finding, failed, passed, type Step, unknown } from "./check";

/** What Slack says of a channel, seen by the bot. */
export type ChannelFacts =
  | {
      state: "seen";
      name: string;
      isPrivate: boolean;
      isMember: boolean;
      isArchived: boolean;
      isRestricted: boolean;
    }
  | { state: "unseen"; code: string; message: string; fix: string }
  /** Slack could not say, or was not allowed to. */
  | { state: "unknown"; message: string };

const again = "check_again";

function exists(channel: ChannelFacts): Finding {
  if (channel.state === "unknown") return unknown(channel.message);
  if (channel.state === "unseen") return failed(channel.message, channel.fix, "choose_channel");
  return passed(`Slack shows #${channel.name} to Bellwire.`);
}

function isOpen(channel: ChannelFacts): Finding {
  if (channel.state !== "seen") return unknown("Slack does not say.");
  return channel.isArchived
    ? failed(
        "The channel is archived.",
        "Unarchive it in Slack, or choose another channel.",
        "choose_channel",
      )
    : passed("It is not archived.");
}

function mayPost(channel: ChannelFacts, canPostInPublic: boolean): Finding {
  if (channel.state !== "seen") return unknown("Slack does not say.");
  if (channel.isMember) return passed("Bellwire is in the channel.");
  if (!channel.isPrivate && canPostInPublic) {
    return passed("Bellwire is not in the channel and need not be: it may post in public channels.");
  }
  return failed(
    "Bellwire is not in the channel.",
    "Type /invite @Bellwire in the channel, then look again.",
    again,
  );
}

function isUnrestricted(channel: ChannelFacts): Finding {
  if (channel.state !== "seen") return unknown("Slack does not say.");
  return channel.isRestricted
    ? failed(
        "A Slack admin restricts who may post in the channel.",
        "Ask a Slack admin to let Bellwire post there, or choose another channel.",
        "choose_channel",
      )
    : passed("No admin restricts posting.");
}

/** Whether messages can be posted in a channel. @param scopes what the workspace granted. */
export function channelSteps(channel: ChannelFacts, scopes: readonly string[]): Step[] {
  const canPostInPublic = scopes.includes("chat:write.public");
  return [
    { id: "channel", label: "The channel is there", needs: true, look: () => exists(channel) },
    { id: "archived", label: "The channel is open", needs: true, look: () => isOpen(channel) },
    {
      id: "member",
      label: "Bellwire may post in the channel",
      needs: true,
      look: () => mayPost(channel, canPostInPublic),
    },
    {
      id: "restricted",
      label: "Posting is not restricted",
      needs: true,
      look: () => isUnrestricted(channel),
    },
  ];
}
