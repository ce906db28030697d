import { isRefusal } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { refusalStatus } from "@/local/slack/hooks/refusal-status";
import { takeFault } from "@/local/slack/http/fault";
import { formFields, type Incoming, mediaType } from "@/local/slack/http/incoming";
import { type Reply, reply, type WholeReply } from "@/local/slack/http/reply";
import { spoil, type Voice } from "@/local/slack/http/spoil";
import { countWebhookPost, waitForChannel } from "@/local/slack/pacing/limits";
import type { Webhook } from "@/local/slack/world/access-records";
import { isJsonObject, type JsonObject, parseJson, stringAt } from "@/local/slack/world/json";
import { post } from "@/local/slack/world/post";
import type { World } from "@/local/slack/world/world";

/** Answers a POST to `/services/T…/B…/secret`: plain words, except for the rate limit. */
export function postWebhook(world: World, incoming: Incoming): Reply | Promise<Reply> {
  const [, , team = "", id = ""] = incoming.url.pathname.split("/");
  const webhook = world.webhooks.get(incoming.url.pathname);
  if (webhook === undefined) return word(unknownWebhook(world, team, id));
  const run = () => deliver(world, webhook, incoming);
  const channel = world.channels.get(webhook.channelId);
  const fault = takeFault(world, { webhook, channel });
  return fault === undefined ? run() : spoil(world, fault, voice, run);
}

function unknownWebhook(world: World, team: string, id: string): string {
  if (!world.teams.has(team)) return "no_team";
  const exists = [...world.webhooks.values()].some((webhook) => webhook.teamId === team && webhook.id === id);
  return exists ? "invalid_token" : "no_service";
}

function deliver(world: World, webhook: Webhook, incoming: Incoming): WholeReply {
  if (webhook.refusal !== null) return word(webhook.refusal);
  const team = world.teams.get(webhook.teamId);
  if (team === undefined) return word("no_team");
  if (team.state === "disabled") return word("team_disabled");
  const channel = world.channels.get(webhook.channelId);
  if (channel === undefined) return word("channel_not_found");
  if (channel.archived) return word("channel_is_archived");
  if (channel.posting === "read_only") {
    return word(channel.isGeneral ? "posting_to_general_channel_denied" : "action_prohibited");
  }
  countWebhookPost(world, webhook);
  const wait = waitForChannel(world, webhook.appId, channel.id);
  if (wait > 0) return limited({ "retry-after": String(wait) }, wait);
  const payload = readPayload(incoming);
  if (payload === undefined) return word("invalid_payload");
  const content = readContent(payload, world.assumptions.blockTextTotal);
  if (isRefusal(content))
    return word(content.error === "msg_blocks_too_long" ? "invalid_blocks" : content.error);
  post(world, {
    channel,
    content,
    appId: webhook.appId,
    botId: webhook.id,
    userId: null,
    username: world.apps.get(webhook.appId)?.name ?? webhook.name,
    via: "webhook",
    threadTs: knownParent(world, channel.id, stringAt(payload, "thread_ts")),
    receivedAt: incoming.receivedAt,
  });
  return word("ok");
}

function knownParent(world: World, channelId: string, threadTs: string | undefined): string | null {
  const parent = threadTs === undefined ? undefined : world.messages.find(channelId, threadTs);
  return parent === undefined ? null : (parent.threadTs ?? parent.ts);
}

/** The payload: JSON, or the JSON in the field `payload` of a form. */
function readPayload(incoming: Incoming): JsonObject | undefined {
  const isForm =
    mediaType(incoming) === "application/x-www-form-urlencoded" && incoming.body.startsWith("payload=");
  const text = isForm ? stringAt(formFields(incoming.body), "payload") : incoming.body;
  const payload = parseJson(text ?? "");
  return isJsonObject(payload) ? payload : undefined;
}

/** An answer of an incoming webhook: a bare word, as `text/html`. */
export function word(text: string): WholeReply {
  return reply(text === "ok" ? 200 : refusalStatus(text), "text/html", text, {
    "x-slack-unique-id": "simulated",
    "referrer-policy": "no-referrer",
    vary: "Accept-Encoding",
  });
}

function limited(headers: Record<string, string>, seconds: number): WholeReply {
  const body = JSON.stringify({ retry_after: seconds, ok: false, error: "rate_limited" });
  return reply(429, "application/json; charset=utf-8", body, headers);
}

const voice: Voice = { refusal: (error) => word(error), limited };
