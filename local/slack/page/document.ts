import { escapeHtml } from "@/local/slack/page/html";
import { menuIcon, peopleIcon } from "@/local/slack/page/icons";
import { renderStretch } from "@/local/slack/page/message-list";
import { renderRail } from "@/local/slack/page/rail";
import { mark, renderSidebar } from "@/local/slack/page/sidebar";
import type { Channel, Team } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** What the browser may load: nothing but this origin, and pictures from anywhere. */
const policy =
  "default-src 'self'; img-src 'self' data: http: https:; style-src 'self' 'unsafe-inline'; base-uri 'none'";

/** The whole window: rail, sidebar, channel. */
export function renderDocument(world: World, team: Team, channel: Channel): string {
  const title = `${channel.name} | ${team.name} | Slack simulator`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="/client/app-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/client/assets/palette.css">
<link rel="stylesheet" href="/client/assets/window.css">
<link rel="stylesheet" href="/client/assets/message.css">
<link rel="stylesheet" href="/client/assets/blocks.css">
<link rel="stylesheet" href="/client/assets/modal.css">
<script type="module" src="/client/assets/window.js"></script>
</head>
<body>
<a class="skip" href="#messages">Skip to the messages</a>
<header class="topbar"><input type="checkbox" id="menu" class="menu-state" aria-label="Show the channels"><label class="menu-switch" for="menu">${menuIcon}</label><span class="topbar-title">Slack simulator</span><span class="topbar-note">a stand-in on this machine, nothing leaves it</span></header>
<div class="frame">
${renderRail(world, team)}
<nav class="sidebar" aria-label="Channels"><div class="team">${escapeHtml(team.name)}</div>${renderSidebar(world, team, channel)}</nav>
<label class="scrim" for="menu" aria-hidden="true"></label>
${renderChannel(world, channel)}
</div>
<dialog id="dialog" class="dialog"></dialog>
<div id="toast" class="toast" role="status" aria-live="polite"></div>
</body>
</html>`;
}

function renderChannel(world: World, channel: Channel): string {
  const { html, hasOlder } = renderStretch(world, channel, null);
  const about =
    channel.kind === "im" ? "Messages from apps to this person" : channel.topic || channel.purpose;
  const people = channel.members.filter((member) => world.users.get(member)?.isBot !== true).length;
  const archived = channel.archived
    ? '<p class="notice">This channel is archived. Nothing can be posted to it.</p>'
    : "";
  return `<main class="channel" data-channel="${escapeHtml(channel.id)}" data-team="${escapeHtml(channel.teamId)}">
<div class="channel-head"><h1><span class="channel-mark">${mark(channel)}</span>${escapeHtml(channel.name)}</h1><span class="channel-about">${escapeHtml(about)}</span><span class="people" title="${people} people">${peopleIcon} ${people}</span></div>
<div class="scroll" id="scroll" role="region" tabindex="0" aria-label="Messages">
<div class="older"><button type="button" id="older" class="button"${hasOlder ? "" : " hidden"}>Show older messages</button></div>
<div class="beginning" id="beginning"${hasOlder ? " hidden" : ""}><h2>${mark(channel)} ${escapeHtml(channel.name)}</h2><p>This is the very beginning of this channel. ${escapeHtml(channel.purpose)}</p></div>
<ol class="messages" id="messages" data-testid="slack-messages">${html}</ol>
</div>
${archived}
<div class="composer" aria-hidden="true"><span>Only apps post here: ${escapeHtml(channel.kind === "im" ? "" : "#")}${escapeHtml(channel.name)} shows what they sent.</span></div>
</main>`;
}
