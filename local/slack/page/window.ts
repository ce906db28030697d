import type { ServerResponse } from "node:http";
import type { Incoming } from "@/local/slack/http/incoming";
import { controlJson, page, type Reply, redirect, reply } from "@/local/slack/http/reply";
import { serveAsset } from "@/local/slack/page/asset";
import { appIcon } from "@/local/slack/page/avatar";
import { renderDocument } from "@/local/slack/page/document";
import { streamChannel } from "@/local/slack/page/live";
import { renderStretch } from "@/local/slack/page/message-list";
import { renderOpenModal } from "@/local/slack/page/modal";
import { markSeen } from "@/local/slack/page/viewer";
import type { Channel, Team } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/**
 * Answers below `/client`: `/client/T…/C…` is the window, `…/older?before=ts` more of its messages, `…/live` a stream
 * of what changes in it, `…/modal` what an app has opened in front of it, `/client/assets/…` its styles and scripts.
 */
export function slackWindow(world: World, incoming: Incoming, response: ServerResponse): Reply | "streaming" {
  const [, , teamId = "", channelId = "", part] = incoming.url.pathname.split("/");
  if (teamId === "assets") return serveAsset(channelId);
  if (teamId === "app-icon.svg") return reply(200, "image/svg+xml", appIcon);
  const team = world.teams.get(teamId);
  if (team === undefined)
    return page("<!doctype html><title>Not found</title><p>There is no such workspace.</p>", 404);
  const channel = world.channels.get(channelId);
  if (channel === undefined || channel.teamId !== team.id) return firstChannel(world, team);
  if (part === "live") {
    streamChannel(world, channel, response);
    return "streaming";
  }
  if (part === "modal") return reply(200, "text/html; charset=utf-8", renderOpenModal(world, team));
  if (part === "older")
    return controlJson(renderStretch(world, channel, incoming.url.searchParams.get("before")));
  markSeen(world, channel.id);
  return page(renderDocument(world, team, channel));
}

function firstChannel(world: World, team: Team): Reply {
  const own = [...world.channels.values()].filter((channel: Channel) => channel.teamId === team.id);
  const first = own.find((channel) => channel.isGeneral) ?? own[0];
  if (first !== undefined) return redirect(`/client/${team.id}/${first.id}`);
  return page("<!doctype html><title>Empty</title><p>This workspace has no channel.</p>", 404);
}
