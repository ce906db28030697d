import { type ControlAnswer, refused } from "@/local/slack/control/answer";
import { changeChannels, listChannels } from "@/local/slack/control/channels";
import { click } from "@/local/slack/control/click";
import { changeClock, readClock } from "@/local/slack/control/clock";
import {
  changeApp,
  changeUser,
  changeWebhook,
  listUsers,
  listWebhooks,
} from "@/local/slack/control/directory";
import { emitEvent, listDeliveries } from "@/local/slack/control/events";
import { changeFaults, listFaults } from "@/local/slack/control/faults";
import { changeInstallation, listInstallations } from "@/local/slack/control/installations";
import { changeAssumptions, changeLimits } from "@/local/slack/control/limits";
import { listMessages } from "@/local/slack/control/messages";
import { listRequests } from "@/local/slack/control/requests";
import { resetWorld } from "@/local/slack/control/reset";
import { submit } from "@/local/slack/control/submit";
import { type Incoming, objectBody } from "@/local/slack/http/incoming";
import { controlJson, type WholeReply } from "@/local/slack/http/reply";
import type { Json } from "@/local/slack/world/json";
import { parseJson } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

type Reader = (world: World, query: URLSearchParams) => unknown;
type Changer = (world: World, body: Json) => ControlAnswer | Promise<ControlAnswer>;

const readers = new Map<string, Reader>([
  ["channels", listChannels],
  ["faults", listFaults],
  ["requests", listRequests],
  ["clock", readClock],
  ["events", listDeliveries],
  ["installations", listInstallations],
  ["users", listUsers],
  ["webhooks", listWebhooks],
  ["limits", (world) => world.limits],
  ["assumptions", (world) => world.assumptions],
]);

const changers = new Map<string, Changer>([
  ["channels", changeChannels],
  ["faults", changeFaults],
  ["reset", resetWorld],
  ["clock", changeClock],
  ["app", changeApp],
  ["click", click],
  ["submit", submit],
  ["events", emitEvent],
  ["installations", changeInstallation],
  ["users", changeUser],
  ["webhooks", changeWebhook],
  ["limits", changeLimits],
  ["assumptions", changeAssumptions],
]);

/** Answers a request to `/__sim/…`. Reading is GET; changing is POST with a JSON body, or DELETE. */
export async function control(world: World, incoming: Incoming): Promise<WholeReply> {
  const noun = incoming.url.pathname.split("/")[2] ?? "";
  if (incoming.method === "GET") {
    if (noun === "messages") return listMessages(world, incoming.url.searchParams);
    const reader = readers.get(noun);
    return reader === undefined ? unknown(noun) : controlJson(reader(world, incoming.url.searchParams));
  }
  const changer = changers.get(noun);
  if (changer === undefined) return unknown(noun);
  const body = bodyOf(incoming);
  if (body === undefined) return controlJson(refused("the body is not JSON").body, 400);
  const answer = await changer(world, body);
  return controlJson(answer.body, answer.status);
}

function bodyOf(incoming: Incoming): Json | undefined {
  if (incoming.method === "DELETE") {
    const id = incoming.url.pathname.split("/")[3] ?? incoming.url.searchParams.get("id");
    return { delete: id ?? "all" };
  }
  return /^\s*[[{]/.test(incoming.body) ? parseJson(incoming.body) : objectBody(incoming);
}

function unknown(noun: string): WholeReply {
  const known = [...new Set(["messages", ...readers.keys(), ...changers.keys()])].sort();
  return controlJson({ ok: false, error: `there is no /__sim/${noun}`, known }, 404);
}
