import { textArgument } from "@/local/slack/api/arguments";
import type { Answer, OpenCall } from "@/local/slack/api/call";
import { isRefusal, type Refusal, refuse } from "@/local/slack/api/refusal";
import type { Incoming } from "@/local/slack/http/incoming";
import { install, issueRotating } from "@/local/slack/oauth/install";
import type { Code, Installation } from "@/local/slack/world/access-records";
import type { App, Channel } from "@/local/slack/world/directory-records";
import type { JsonObject } from "@/local/slack/world/json";
import type { World } from "@/local/slack/world/world";

const codeLifeMs = 600_000;

/** `oauth.v2.access`: a code, or a refresh token, for an access token. */
export function oauthAccess(call: OpenCall): Answer {
  const app = identifyApp(call);
  if (isRefusal(app)) return app;
  const grantType = textArgument(call.values, "grant_type");
  if (grantType === "refresh_token") return refresh(call, app);
  if (grantType !== undefined && grantType !== "authorization_code") return refuse("invalid_grant_type");
  const code = takeCode(call, app);
  if (isRefusal(code)) return code;
  const { world } = call;
  const { installation, token } = install(world, app, code);
  const team = installation.orgWide ? undefined : world.teams.get(installation.teamId ?? "");
  return {
    ok: true,
    app_id: app.id,
    authed_user: { id: code.userId },
    scope: installation.scopes.join(","),
    token_type: "bot",
    access_token: token,
    bot_user_id: installation.botUserId,
    ...(app.tokenRotation ? issueRotating(world, installation) : {}),
    team: team === undefined ? null : { id: team.id, name: team.name },
    ...placeOf(world, installation),
    ...incomingWebhook(world, app, code),
  };
}

function placeOf(world: World, installation: Installation): JsonObject {
  const enterprise = world.enterprises.get(installation.enterpriseId ?? "");
  return {
    enterprise: enterprise === undefined ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: installation.orgWide,
  };
}

/** The app whose credentials came, in the body or by HTTP Basic. */
export function identifyApp({ world, values, incoming }: OpenCall): App | Refusal {
  const basic = basicCredentials(incoming);
  const id = basic?.id ?? textArgument(values, "client_id");
  const secret = basic?.secret ?? textArgument(values, "client_secret");
  const app = [...world.apps.values()].find((one) => one.clientId !== null && one.clientId === id);
  if (app === undefined) return refuse("invalid_client_id");
  return app.clientSecret === secret ? app : refuse("bad_client_secret");
}

function basicCredentials(incoming: Incoming): { id: string; secret: string } | undefined {
  const encoded = /^Basic (\S+)$/.exec(incoming.headers.authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id, secret: secret.join(":") };
}

function takeCode({ world, values }: OpenCall, app: App): Code | Refusal {
  const code = world.codes.get(textArgument(values, "code") ?? "");
  if (code === undefined || code.used || code.clientId !== app.clientId) return refuse("invalid_code");
  if (world.clock.now() - code.issuedAt > codeLifeMs) return refuse("invalid_code");
  if ((textArgument(values, "redirect_uri") ?? null) !== code.redirectUri) return refuse("bad_redirect_uri");
  code.used = true;
  return code;
}

/** The webhook that came with the grant: a new one every time. */
function incomingWebhook(world: World, app: App, code: Code): JsonObject {
  const channel = world.channels.get(code.channelId ?? "");
  if (channel === undefined) return {};
  const id = world.mint.id("B");
  const path = `/services/${channel.teamId}/${id}/${world.mint.secret(24)}`;
  world.webhooks.set(path, hook(app, channel, id, path));
  const domain = world.teams.get(channel.teamId)?.domain ?? "unknown";
  return {
    incoming_webhook: {
      channel: `#${channel.name}`,
      channel_id: channel.id,
      configuration_url: `https://${domain}.slack.com/services/${id}`,
      url: world.origin + path,
    },
  };
}

function hook(app: App, channel: Channel, id: string, path: string) {
  return {
    path,
    id,
    teamId: channel.teamId,
    appId: app.id,
    channelId: channel.id,
    name: app.name,
    refusal: null,
  };
}

function refresh({ world, values }: OpenCall, app: App): Answer {
  const known = world.refreshTokens.get(textArgument(values, "refresh_token") ?? "");
  const installation = world.installations.get(known?.installationId ?? "");
  if (known === undefined || known.used || installation === undefined) return refuse("invalid_refresh_token");
  if (installation.appId !== app.id || installation.state !== "active")
    return refuse("invalid_refresh_token");
  known.used = true;
  const team = installation.orgWide ? undefined : world.teams.get(installation.teamId ?? "");
  return {
    ok: true,
    app_id: app.id,
    scope: installation.scopes.join(","),
    token_type: "bot",
    bot_user_id: installation.botUserId,
    ...issueRotating(world, installation),
    team: team === undefined ? null : { id: team.id, name: team.name },
    ...placeOf(world, installation),
  };
}
