import { z } from "zod";

const id = z.string().min(1).max(64);
const channelName = z.object({ id, name: z.string().min(1).max(200) });

const inner = z.discriminatedUnion("type", [
  z.object({ type: z.literal("app_uninstalled") }),
  z.object({
    type: z.literal("tokens_revoked"),
    tokens: z.object({ bot: z.array(id).default([]), oauth: z.array(id).default([]) }),
  }),
  z.object({ type: z.literal("team_access_revoked"), team_ids: z.array(id) }),
  z.object({ type: z.enum(["channel_rename", "group_rename"]), channel: channelName }),
  z.object({ type: z.enum(["channel_archive", "group_archive"]), channel: id }),
  z.object({ type: z.enum(["channel_unarchive", "group_unarchive"]), channel: id }),
  z.object({ type: z.enum(["channel_deleted", "group_deleted"]), channel: id }),
  z.object({ type: z.enum(["channel_left", "group_left"]), channel: id }),
  z.object({ type: z.literal("channel_id_changed"), old_channel_id: id, new_channel_id: id }),
  z.object({
    type: z.enum(["member_joined_channel", "member_left_channel"]),
    user: id,
    channel: id,
    /** `C` for a public channel, `G` for a private one. */
    channel_type: z.string().optional(),
  }),
]);
type Inner = z.infer<typeof inner>;

const envelope = z.object({
  type: z.literal("event_callback"),
  event_id: z.string().min(1).max(64),
  event_time: z.number().int(),
  api_app_id: id,
  team_id: id.nullish(),
  enterprise_id: id.nullish(),
  authorizations: z
    .array(
      z.object({
        enterprise_id: id.nullish(),
        team_id: id.nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
  event: z.looseObject({ type: z.string() }),
});
type Envelope = z.infer<typeof envelope>;

/** Something that happened in Slack, in our words. */
export type Signal =
  | { kind: "uninstalled" }
  | { kind: "token_revoked"; botUserIds: string[] }
  | { kind: "workspaces_lost"; teamIds: string[] }
  | { kind: "renamed"; channelId: string; name: string }
  | { kind: "archived" | "unarchived" | "deleted"; channelId: string }
  /** The bot itself left (`userId` null), or somebody did who may be the bot. */
  | { kind: "left"; channelId: string; userId: string | null; isPrivate: boolean }
  | { kind: "joined"; channelId: string; userId: string }
  | { kind: "id_changed"; channelId: string; newChannelId: string };

/** An event as it came, with whose it is. */
export type SlackEvent = {
  eventId: string;
  at: Date;
  appId: string;
  /** Whose installation it is for: the enterprise's when that is installed as a whole, else the team's. */
  holderId: string;
  teamId: string | null;
  signal: Signal;
};

export type Callback =
  | { kind: "challenge"; challenge: string }
  | { kind: "event"; event: SlackEvent }
  /** Of a type that is of no use to us, or not as Slack documents it. */
  | { kind: "other"; type: string };

function signalOf(event: Inner): Signal {
  switch (event.type) {
    case "app_uninstalled":
      return { kind: "uninstalled" };
    case "tokens_revoked":
      return { kind: "token_revoked", botUserIds: event.tokens.bot };
    case "team_access_revoked":
      return { kind: "workspaces_lost", teamIds: event.team_ids };
    case "channel_rename":
    case "group_rename":
      return { kind: "renamed", channelId: event.channel.id, name: event.channel.name };
    case "channel_archive":
    case "group_archive":
      return { kind: "archived", channelId: event.channel };
    case "channel_unarchive":
    case "group_unarchive":
      return { kind: "unarchived", channelId: event.channel };
    case "channel_deleted":
    case "group_deleted":
      return { kind: "deleted", channelId: event.channel };
    case "channel_left":
    case "group_left":
      return { kind: "left", channelId: event.channel, userId: null, isPrivate: event.type === "group_left" };
    case "member_left_channel":
      return {
        kind: "left",
        channelId: event.channel,
        userId: event.user,
        isPrivate: event.channel_type === "G",
      };
    case "member_joined_channel":
      return { kind: "joined", channelId: event.channel, userId: event.user };
    case "channel_id_changed":
      return { kind: "id_changed", channelId: event.old_channel_id, newChannelId: event.new_channel_id };
  }
}

function holderOf({ team_id, enterprise_id, authorizations }: Envelope): string | undefined {
  const [first] = authorizations ?? [];
  const enterpriseId = first?.enterprise_id ?? enterprise_id;
  const isWhole = first?.is_enterprise_install === true || !team_id;
  return (isWhole ? enterpriseId : team_id) ?? team_id ?? undefined;
}

const challenge = z.object({ type: z.literal("url_verification"), challenge: z.string().max(500) });
const anyType = z.looseObject({ type: z.string().max(100) });

/** Reads what Slack posts to the events address. Never throws: what cannot be used is `other`. */
export function readCallback(body: unknown): Callback {
  const asked = challenge.safeParse(body);
  if (asked.success) return { kind: "challenge", challenge: asked.data.challenge };
  const enveloped = envelope.safeParse(body);
  if (!enveloped.success) return { kind: "other", type: anyType.safeParse(body).data?.type ?? "unreadable" };
  const { event_id: eventId, event_time, api_app_id: appId, team_id, event } = enveloped.data;
  const holderId = holderOf(enveloped.data);
  const known = inner.safeParse(event);
  if (!known.success || holderId === undefined) return { kind: "other", type: event.type };
  const at = new Date(event_time * 1_000);
  return {
    kind: "event",
    event: { eventId, at, appId, holderId, teamId: team_id ?? null, signal: signalOf(known.data) },
  };
}
