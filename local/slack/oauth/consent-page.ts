import { type ConsentRequest, homeTeam, places } from "@/local/slack/oauth/request";
import { scopeDescription } from "@/local/slack/oauth/scopes";
import { appIcon } from "@/local/slack/page/avatar";
import { escapeHtml } from "@/local/slack/page/html";
import { viewerOf } from "@/local/slack/page/viewer";
import type { Channel, User } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

/** The page on which a person allows an app into a workspace, or does not. */
export function renderConsent(world: World, request: ConsentRequest, channelMissing = false): string {
  const team = homeTeam(world, request.place);
  const installer = team === undefined ? undefined : viewerOf(world, team.id);
  const name = escapeHtml(request.app.name);
  const place = escapeHtml(request.place.name);
  const body = `
<div class="consent-icons"><span class="consent-app">${appIcon}</span><span class="consent-arrow" aria-hidden="true">⇄</span><span class="consent-team">${place.slice(0, 1)}</span></div>
<h1>${name} is requesting permission to access the <b data-testid="slack-consent-team">${place}</b> workspace</h1>
${renderWorkspaces(world, request)}
<form method="post" action="/oauth/v2/authorize" data-testid="slack-consent-form">
${hidden(request)}
<h2>What will ${name} be able to do?</h2>
${renderScopes(request)}
${team === undefined || installer === undefined ? "" : renderChannels(world, request, team.id, installer, channelMissing)}
<div class="consent-buttons">
<button class="button" type="submit" name="decision" value="cancel" formnovalidate data-testid="slack-consent-cancel">Cancel</button>
<button class="button button-primary" type="submit" name="decision" value="allow" data-testid="slack-consent-allow">Allow</button>
</div>
<p class="consent-note">Signed in as ${escapeHtml(installer?.realName ?? "nobody")} (${escapeHtml(installer?.email ?? "")}). This is a simulated Slack: nothing leaves this machine.</p>
</form>`;
  return renderShell(`${request.app.name} asks for permission`, body);
}

/** The page that Slack shows for an authorize URL that it does not accept. */
export function renderRefusal(error: string): string {
  const body = `<h1>Oh no!</h1><p>Something went wrong when authorizing this app.</p>
<p>Try going back and authorizing again. If that does not work, tell the developer of the app:</p>
<p class="consent-error" data-testid="slack-consent-error">${escapeHtml(error)}</p>`;
  return renderShell("Something went wrong", body);
}

function renderShell(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} | Slack simulator</title>
<link rel="icon" href="/client/app-icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/client/assets/palette.css">
<link rel="stylesheet" href="/client/assets/consent.css">
<script type="module" src="/client/assets/consent.js"></script>
</head>
<body>
<header class="consent-bar"><b>Slack simulator</b></header>
<main class="consent" data-testid="slack-consent">${body}</main>
</body>
</html>`;
}

function hidden(request: ConsentRequest, withTeam = true): string {
  const fields: Record<string, string | null> = {
    client_id: request.app.clientId,
    scope: request.scopes.join(","),
    redirect_uri: request.redirectUriSent,
    state: request.state,
    team: withTeam ? request.place.id : null,
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value ?? "")}">`)
    .join("");
}

function renderWorkspaces(world: World, request: ConsentRequest): string {
  const options = places(world).map((place) => {
    const chosen = place.id === request.place.id ? " selected" : "";
    return `<option value="${escapeHtml(place.id)}"${chosen}>${escapeHtml(place.name)}</option>`;
  });
  return `<form method="get" action="/oauth/v2/authorize" class="consent-workspace">${hidden(request, false)}
<label for="team">Workspace</label>
<select id="team" name="team" class="consent-select" data-testid="slack-consent-workspace">${options.join("")}</select>
<noscript><button class="button">Switch</button></noscript></form>`;
}

function renderScopes(request: ConsentRequest): string {
  const rows = request.scopes.map((scope) => {
    const words = `<span>${escapeHtml(scopeDescription(scope) ?? scope)} <code>${escapeHtml(scope)}</code></span>`;
    if (!request.app.optionalScopes.includes(scope))
      return `<li><span class="consent-tick">✓</span>${words}</li>`;
    const test = `data-testid="slack-consent-scope-${escapeHtml(scope)}"`;
    const box = `<input type="checkbox" name="granted" value="${escapeHtml(scope)}" checked ${test}>`;
    return `<li><label>${box}${words}<em>optional</em></label></li>`;
  });
  return `<ul class="consent-scopes">${rows.join("")}</ul>`;
}

function renderChannels(
  world: World,
  request: ConsentRequest,
  teamId: string,
  installer: User,
  missing: boolean,
): string {
  if (!request.scopes.includes("incoming-webhook")) return "";
  const open = [...world.channels.values()].filter((channel) => {
    if (channel.teamId !== teamId || channel.archived || channel.kind === "im") return false;
    return channel.kind === "public" || channel.members.includes(installer.id);
  });
  const sorted = open.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  const options = sorted.map((channel: Channel) => {
    const sign = channel.kind === "private" ? "🔒 " : "#";
    return `<option value="${escapeHtml(channel.id)}">${sign}${escapeHtml(channel.name)}</option>`;
  });
  const complaint = missing ? '<p class="consent-error" role="alert">Choose a channel first.</p>' : "";
  return `<h2>Where should ${escapeHtml(request.app.name)} post?</h2>${complaint}
<label class="visually-hidden" for="find">Find a channel</label>
<input id="find" class="consent-find" type="search" placeholder="Search for a channel" autocomplete="off" data-testid="slack-consent-channel-search">
<label class="visually-hidden" for="channel">Channel</label>
<select id="channel" name="channel" class="consent-select" size="6" required data-testid="slack-consent-channel">${options.join("")}</select>`;
}
