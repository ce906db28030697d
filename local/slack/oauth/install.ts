import { botUser } from "@/local/slack/seed-users";
import type { Code, Installation } from "@/local/slack/world/access-records";
import type { App } from "@/local/slack/world/directory-records";
import type { World } from "@/local/slack/world/world";

const rotatingLifeSeconds = 43_200;
const liveRotatingTokens = 2;

/** An installation, and the token that stands for it. */
export interface Installed {
  readonly installation: Installation;
  readonly token: string;
}

/**
 * Installs an app where a code was granted. One app has one installation in a place: a second grant adds its
 * scopes to the first, and gets the same token while that one lives.
 */
export function install(world: World, app: App, code: Code): Installed {
  const place = code.orgWide ? code.enterpriseId : code.teamId;
  const id = `${app.id}:${place ?? ""}`;
  const known = world.installations.get(id);
  const wasActive = known?.state === "active";
  const installation: Installation = known ?? {
    id,
    appId: app.id,
    teamId: code.orgWide ? null : code.teamId,
    enterpriseId: code.enterpriseId,
    orgWide: code.orgWide,
    botUserId: newBotUser(world, app, code.teamId ?? ""),
    botId: world.mint.id("B"),
    scopes: [],
    installerId: code.userId,
    state: "active",
  };
  installation.scopes = [...new Set([...(wasActive ? installation.scopes : []), ...code.scopes])];
  installation.state = "active";
  installation.installerId = code.userId;
  world.installations.set(id, installation);
  const living = [...world.tokens.values()].find((one) => one.installationId === id && !one.revoked);
  if (wasActive && living !== undefined) return { installation, token: living.token };
  for (const token of world.tokens.values()) if (token.installationId === id) token.revoked = true;
  const token = `xoxb-${world.mint.digits()}-${world.mint.digits()}-${world.mint.secret(24)}`;
  if (!app.tokenRotation)
    world.tokens.set(token, { token, installationId: id, expiresAt: null, revoked: false });
  return { installation, token };
}

function newBotUser(world: World, app: App, teamId: string): string {
  const id = world.mint.id("U");
  world.users.set(id, botUser(id, teamId, app.name.toLowerCase(), app.name));
  return id;
}

/** A token that expires in twelve hours, and the refresh token for the next; the third living one ends the oldest. */
export function issueRotating(world: World, installation: Installation) {
  const token = `xoxe.xoxb-1-${world.mint.secret(64)}`;
  const refreshToken = `xoxe-1-${world.mint.secret(64)}`;
  const expiresAt = world.clock.now() + rotatingLifeSeconds * 1000;
  world.tokens.set(token, { token, installationId: installation.id, expiresAt, revoked: false });
  world.refreshTokens.set(refreshToken, {
    token: refreshToken,
    installationId: installation.id,
    used: false,
  });
  const living = [...world.tokens.values()].filter((one) => {
    return one.installationId === installation.id && !one.revoked && one.expiresAt !== null;
  });
  for (const oldest of living.slice(0, -liveRotatingTokens)) oldest.revoked = true;
  return { access_token: token, expires_in: rotatingLifeSeconds, refresh_token: refreshToken };
}
