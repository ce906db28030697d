import type { ServerResponse } from "node:http";
import { callMethod } from "@/local/slack/api/dispatch";
import { control } from "@/local/slack/control/route";
import { demoChannels, demoTeam } from "@/local/slack/demo-world";
import { postWebhook } from "@/local/slack/hooks/incoming-webhook";
import { answerResponseUrl } from "@/local/slack/hooks/response-url";
import type { Incoming } from "@/local/slack/http/incoming";
import { type Reply, redirect, reply } from "@/local/slack/http/reply";
import { authorize } from "@/local/slack/oauth/authorize";
import { slackWindow } from "@/local/slack/page/window";
import type { World } from "@/local/slack/world/world";

type Routed = Reply | "streaming";

/** Finds who answers a request. The surface that apps use is logged; the page and the control plane are not. */
export async function route(world: World, incoming: Incoming, response: ServerResponse): Promise<Routed> {
  const [, first = "", second = ""] = incoming.url.pathname.split("/");
  switch (first) {
    case "api":
      return logged(world, incoming, () => callMethod(world, second, incoming));
    case "services":
      return logged(world, incoming, () => postWebhook(world, incoming));
    case "actions":
    case "commands":
      return logged(world, incoming, () => answerResponseUrl(world, incoming));
    case "oauth":
      return logged(world, incoming, () => authorize(world, incoming));
    case "__sim":
      return control(world, incoming);
    case "client":
      return slackWindow(world, incoming, response);
    case "":
      return redirect(`/client/${demoTeam.id}/${demoChannels.billingAlerts.id}`);
    case "healthz":
      return reply(200, "text/plain", "ok");
    default:
      return reply(404, "text/plain", "not found");
  }
}

/** Methods that change nothing but messages, if anything. What they do to channels is seen by their number. */
const leavesDirectory = /^(chat|users|views|blocks|api)\.|^auth\.test$|^conversations\.(list|info|members)$/;

/** Whether a request may have changed anything but messages. */
export function mayChangeDirectory(world: World, { method, url }: Incoming): boolean {
  const [, first = "", second = ""] = url.pathname.split("/");
  switch (first) {
    case "api":
      return !leavesDirectory.test(second);
    case "services":
      return world.limits.webhookAutoDisable !== null;
    case "__sim":
    case "client":
      return method !== "GET";
    default:
      return true;
  }
}

async function logged(world: World, incoming: Incoming, run: () => Reply | Promise<Reply>): Promise<Reply> {
  const { method, headers, body, receivedAt, url } = incoming;
  const entry = { method, path: url.pathname + url.search, headers, body, at: receivedAt, status: 0 };
  world.requests.add(entry);
  const answer = await run();
  if (answer.kind === "whole") entry.status = answer.status;
  return answer;
}
