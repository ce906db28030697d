import { isRefusal } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { sanitiseText, withBlockIds } from "@/local/slack/content/sanitise";
import { type Incoming, objectBody } from "@/local/slack/http/incoming";
import { reply, slackJson, type WholeReply } from "@/local/slack/http/reply";
import { sentTs } from "@/local/slack/signals/signature";
import type { ResponseUrl } from "@/local/slack/world/access-records";
import { type JsonObject, stringAt } from "@/local/slack/world/json";
import type { Message } from "@/local/slack/world/message-records";
import { post } from "@/local/slack/world/post";
import type { World } from "@/local/slack/world/world";

const uses = 5;
const lifeMs = 30 * 60_000;

/** Answers a POST to a `response_url`: five times within thirty minutes, whatever the channel allows. */
export function answerResponseUrl(world: World, incoming: Incoming): WholeReply {
  const known = world.responseUrls.get(incoming.url.pathname);
  if (known === undefined) return refused("invalid_url");
  if (world.clock.now() - known.issuedAt > lifeMs) return refused("expired_url");
  if (known.uses >= uses) return refused("used_url");
  const body = objectBody(incoming);
  if (body === undefined) return reply(400, "text/html", "invalid_payload");
  known.uses += 1;
  const original =
    known.messageTs === null ? undefined : world.messages.find(known.channelId, known.messageTs);
  if (body.delete_original === true && original !== undefined) {
    world.messages.remove(original);
    return done();
  }
  const content = readContent(body, world.assumptions.blockTextTotal);
  if (isRefusal(content)) return reply(400, "text/html", content.error);
  if (body.replace_original === true && original !== undefined) {
    original.text = sanitiseText(content.text);
    original.blocks = withBlockIds(content.blocks, () => world.mint.secret(5));
    original.attachments = [...content.attachments];
    original.editedTs = sentTs(world);
    world.messages.touch(original);
    return done();
  }
  return postAnswer(world, known, body, original, incoming.receivedAt, content);
}

function postAnswer(
  world: World,
  url: ResponseUrl,
  body: JsonObject,
  original: Message | undefined,
  receivedAt: number,
  content: Parameters<typeof post>[1]["content"],
): WholeReply {
  const channel = world.channels.get(url.channelId);
  if (channel === undefined) return refused("channel_not_found");
  const installation = [...world.installations.values()].find((one) => one.appId === url.appId);
  post(world, {
    channel,
    content,
    appId: url.appId,
    botId: installation?.botId ?? "",
    userId: installation?.botUserId ?? null,
    username: world.apps.get(url.appId)?.name ?? "",
    via: "bot",
    threadTs: stringAt(body, "thread_ts") ?? original?.threadTs ?? null,
    ephemeralFor: body.response_type === "in_channel" ? null : url.userId,
    receivedAt,
  });
  return done();
}

function done(): WholeReply {
  return slackJson({ ok: true }, 200, {});
}

function refused(error: string): WholeReply {
  return slackJson({ ok: false, error }, 404, {});
}
