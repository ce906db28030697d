import { z } from "zod";
import { type ControlAnswer, misshapen, refused } from "@/local/slack/control/answer";
import { bulkChannels, type ChannelAction, channelActions } from "@/local/slack/control/channel-actions";
import { isJsonObject, type Json } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const names = ["create", "bulk", ...Object.keys(channelActions)];

const change = z.object({
  action: z.string(),
  /** Id or name; what `create` makes is called by `name`. */
  channel: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
  team: z.string().optional(),
  private: z.boolean().optional(),
  purpose: z.string().optional(),
  topic: z.string().optional(),
  archived: z.boolean().optional(),
  /** Whether the app's bot is put into a new channel. */
  withBot: z.boolean().optional(),
  members: z.array(z.string()).optional(),
  /** A person's or a bot's id; without it, the app's bot. */
  user: z.string().optional(),
  posting: z.enum(["everyone", "read_only", "thread_only", "non_threadable"]).optional(),
  count: z.number().int().min(1).max(20_000).optional(),
  prefix: z.string().optional(),
});

/** What may be asked of `POST /__sim/channels`. */
export type ChannelChange = z.infer<typeof change>;

/**
 * Changes channels as a person in Slack would, and tells the app: `create`, `bulk`, `archive`, `unarchive`,
 * `rename`, `invite`, `kick`, `delete`, `change_id`, `posting`. `{ "archive": "name" }` says the same as
 * `{ "action": "archive", "channel": "name" }`.
 */
export function changeChannels(world: World, body: Json): ControlAnswer {
  const wanted = change.safeParse(isJsonObject(body) ? spellOut(body) : body);
  if (!wanted.success) return misshapen(wanted.error);
  const { action } = wanted.data;
  if (action === "create" || action === "bulk") return bulkChannels(world, wanted.data);
  const table: Readonly<Record<string, ChannelAction>> = channelActions;
  const run = Object.hasOwn(table, action) ? table[action] : undefined;
  return run === undefined ? refused(`action is one of ${names.join(", ")}`) : run(world, wanted.data);
}

function spellOut(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (body.action !== undefined) return body;
  const action = names.find((name) => body[name] !== undefined);
  if (action === undefined) return body;
  const value = body[action];
  if (isJsonObject(value)) return { ...body, ...value, action };
  if (typeof value === "number") return { count: value, ...body, action };
  return { ...(action === "create" ? { name: value } : { channel: value }), ...body, action };
}

/** Every channel, for somebody who looks at the simulator from outside. */
export function listChannels(world: World, query: URLSearchParams) {
  const team = query.get("team");
  return [...world.channels.values()].filter((channel) => team === null || channel.teamId === team);
}
