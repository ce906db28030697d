import { z } from "zod";
import { askSlack, type Refusal } from "./ask";
import { type ChannelInfo, channelBody, channelInfoOf } from "./channels-info";

const page = z.object({
  ok: z.literal(true),
  channels: z.array(channelBody),
  response_metadata: z.looseObject({ next_cursor: z.string().nullish() }).nullish(),
});

/** A first page as Slack recommends it; who has more channels than that is asked for in the biggest pages it allows. */
const firstPage = 200;
const laterPages = 999;
/** A cursor that leads nowhere must not keep us for ever. */
const maxPages = 40;

/** What was listed, and why it is not all of it. */
export type Listing = { channels: ChannelInfo[]; stoppedBy: Refusal | "too_slow" | "too_many" | null };

export type ListOptions = {
  /** Whether the token may see private channels (`groups:read`): asked for without it, Slack refuses everything. */
  withPrivate: boolean;
  /** The workspace: needed with a token of a whole Slack organization. */
  teamId: string | null;
  /** Milliseconds for all pages together. */
  withinMs: number;
};

const add = (found: Map<string, ChannelInfo>, channels: readonly z.infer<typeof channelBody>[]) => {
  for (const channel of channels) found.set(channel.id, channelInfoOf(channel));
};

/**
 * Lists the channels of a workspace, archived ones apart. Pages may come short or empty while more follow; only a missing
 * cursor ends the list. What was listed before Slack stopped answering is kept.
 */
export async function listSlackChannels(
  token: string,
  { withPrivate, teamId, withinMs }: ListOptions,
): Promise<Listing> {
  const stopAt = performance.now() + withinMs;
  const found = new Map<string, ChannelInfo>();
  const done = (stoppedBy: Listing["stoppedBy"]): Listing => ({ channels: [...found.values()], stoppedBy });
  let cursor = "";
  for (let number = 0; number < maxPages; number++) {
    const leftMs = Math.floor(stopAt - performance.now());
    if (leftMs < 250) return done("too_slow");
    const asked = await askSlack({
      method: "conversations.list",
      token,
      args: {
        // A blank after the comma would make Slack pass over the second kind.
        types: withPrivate ? "public_channel,private_channel" : "public_channel",
        exclude_archived: true,
        limit: number === 0 ? firstPage : laterPages,
        ...(cursor === "" ? {} : { cursor }),
        ...(teamId === null ? {} : { team_id: teamId }),
      },
      schema: page,
      timeoutMs: leftMs,
    });
    if (!asked.ok) return done(asked);
    add(found, asked.value.channels);
    cursor = asked.value.response_metadata?.next_cursor ?? "";
    if (cursor === "") return done(null);
  }
  return done("too_many");
}
