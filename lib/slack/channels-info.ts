import { z } from "zod";
import { type Asked, askSlack } from "./ask";

const flag = z.boolean().default(false);

/** A channel as Slack describes it, as far as it matters to posting there. */
export const channelBody = z.object({
  id: z.string().min(1),
  name: z.string().min(1).optional(),
  is_im: flag,
  is_private: flag,
  is_archived: flag,
  is_member: flag,
  is_ext_shared: flag,
  is_read_only: flag,
  is_thread_only: flag,
  num_members: z.number().int().optional(),
  context_team_id: z.string().optional(),
  properties: z.looseObject({ posting_restricted_to: z.unknown().optional() }).optional().catch(undefined),
});
type ChannelBody = z.infer<typeof channelBody>;

export type ChannelInfo = {
  id: string;
  name: string;
  isPrivate: boolean;
  isMember: boolean;
  isArchived: boolean;
  /** Shared with another company by Slack Connect. */
  isShared: boolean;
  /** A Slack admin lets only some people post there. */
  isRestricted: boolean;
  memberCount: number | null;
  /** The workspace it belongs to, where Slack says it. */
  teamId: string | null;
};

/** A channel in our words. A conversation with one person has no name, and the bot is always in it. */
export function channelInfoOf(body: ChannelBody): ChannelInfo {
  const restriction = body.properties?.posting_restricted_to;
  return {
    id: body.id,
    name: body.name ?? body.id,
    isPrivate: body.is_private || body.is_im,
    isMember: body.is_member || body.is_im,
    isArchived: body.is_archived,
    isShared: body.is_ext_shared,
    isRestricted:
      body.is_read_only || body.is_thread_only || (restriction !== undefined && restriction !== null),
    memberCount: body.num_members ?? null,
    teamId: body.context_team_id ?? null,
  };
}

const infoAnswer = z.object({ ok: z.literal(true), channel: channelBody });

/**
 * Asks Slack for one channel by its id. A private channel that the bot is not in is `channel_not_found`, as one that does
 * not exist.
 */
export async function askChannelInfo(
  token: string,
  channelId: string,
  timeoutMs?: number,
): Promise<Asked<ChannelInfo>> {
  const asked = await askSlack({
    method: "conversations.info",
    token,
    args: { channel: channelId, include_num_members: true },
    schema: infoAnswer,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return asked.ok ? { ...asked, value: channelInfoOf(asked.value.channel) } : asked;
}
