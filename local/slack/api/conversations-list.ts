import { flagArgument, textArgument } from "@/local/slack/api/arguments";
import type { Answer, TokenCall } from "@/local/slack/api/call";
import { channelBody } from "@/local/slack/api/channel-body";
import { cutPage } from "@/local/slack/api/cursor";
import { isRefusal, refuse } from "@/local/slack/api/refusal";
import type { Channel } from "@/local/slack/world/directory-records";

const scopeOf = {
  public_channel: "channels:read",
  private_channel: "groups:read",
  im: "im:read",
  mpim: "mpim:read",
} as const;
type ListedType = keyof typeof scopeOf;

/**
 * `conversations.list`. A page is cut first and filtered afterwards, so that pages may come short or empty although
 * a cursor follows; and a space in `types` makes Slack pass over the type behind it.
 */
export function conversationsList({ world, values, caller }: TokenCall): Answer {
  const { installation } = caller;
  const teamId = installation.orgWide ? textArgument(values, "team_id") : (installation.teamId ?? undefined);
  if (teamId === undefined) return refuse("missing_argument");
  if (world.teams.get(teamId) === undefined) return refuse("team_not_found");
  const types = (textArgument(values, "types") ?? "public_channel").split(",").filter(isListedType);
  const missing = types.find((type) => !installation.scopes.includes(scopeOf[type]));
  if (missing !== undefined) {
    return refuse("missing_scope", { needed: scopeOf[missing], provided: installation.scopes.join(",") });
  }
  const withArchived = !flagArgument(values, "exclude_archived");
  const all = [...world.channels.values()].filter((channel) => channel.teamId === teamId);
  const page = cutPage(values, all, (channel) => channel.id);
  if (isRefusal(page)) return page;
  const wanted = page.items.filter((channel) => {
    const seen = types.includes(typeOf(channel)) && (withArchived || !channel.archived);
    return seen && (channel.kind === "public" || channel.members.includes(installation.botUserId));
  });
  return {
    ok: true,
    channels: wanted.map((channel) => channelBody(channel, caller)),
    response_metadata: { next_cursor: page.nextCursor },
  };
}

function isListedType(type: string): type is ListedType {
  return Object.hasOwn(scopeOf, type);
}

function typeOf(channel: Channel): ListedType {
  if (channel.kind === "im") return "im";
  return channel.kind === "private" ? "private_channel" : "public_channel";
}
