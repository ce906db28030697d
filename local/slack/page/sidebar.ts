import { escapeHtml } from "@/local/slack/page/html";
import { lockIcon } from "@/local/slack/page/icons";
import { unreadCount } from "@/local/slack/page/viewer";
import type { Channel, Team } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** More channels than this are not listed one by one. */
const listed = 200;

/** The left side of the window: the workspace, its channels with their unread counts, its direct messages. */
export function renderSidebar(world: World, team: Team, current: Channel | undefined): string {
  const channels = [...world.channels.values()].filter((channel) => channel.teamId === team.id);
  const named = channels.filter((channel) => channel.kind !== "im" && !channel.archived);
  const archived = channels.filter((channel) => channel.archived);
  const direct = channels.filter((channel) => channel.kind === "im");
  const parts = [
    section(world, "Channels", named, current),
    section(world, "Direct messages", direct, current),
    section(world, "Archived", archived, current),
  ];
  return parts.join("");
}

function section(
  world: World,
  title: string,
  channels: readonly Channel[],
  current: Channel | undefined,
): string {
  if (channels.length === 0) return "";
  const sorted = channels.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  const shown = sorted.slice(0, listed);
  if (current !== undefined && sorted.includes(current) && !shown.includes(current)) shown.push(current);
  const rows = shown.map((channel) => row(world, channel, channel === current)).join("");
  const rest = sorted.length - shown.length;
  const more = rest > 0 ? `<li class="side-more">and ${rest} more</li>` : "";
  return `<h2>${title}</h2><ul>${rows}${more}</ul>`;
}

function row(world: World, channel: Channel, isCurrent: boolean): string {
  const unread = isCurrent ? 0 : unreadCount(world, channel);
  const classes = ["side-row", isCurrent ? "current" : "", unread > 0 ? "unread" : ""]
    .filter(Boolean)
    .join(" ");
  const href = `/client/${escapeHtml(channel.teamId)}/${escapeHtml(channel.id)}`;
  const current = isCurrent ? ' aria-current="page"' : "";
  const count = `<span class="count" data-unread="${escapeHtml(channel.id)}">${unread > 0 ? unread : ""}</span>`;
  const inside = `<span class="side-mark">${mark(channel)}</span><span class="side-name">${escapeHtml(channel.name)}</span>${count}`;
  return `<li><a class="${classes}" href="${href}"${current} data-testid="slack-channel">${inside}</a></li>`;
}

/** The sign before a channel's name. */
export function mark(channel: Channel): string {
  if (channel.kind === "im") return "@";
  return channel.kind === "private" ? lockIcon : "#";
}
