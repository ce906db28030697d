import {
  customerApp,
  demoApp,
  demoBotId,
  demoBotToken,
  demoBotUserId,
  demoChannels,
  demoCredentials,
  demoEnterprise,
  demoScopes,
  demoTeam,
  demoUsers,
  demoWebhookPath,
  enterpriseTeam,
  secondEnterpriseTeam,
  secondTeam,
} from "@/local/slack/demo-world";
import { seedChannels } from "@/local/slack/seed-channels";
import { seedUsers } from "@/local/slack/seed-users";
import type { World } from "@/local/slack/world/world";

/** What the environment may set of the seeded world. */
export interface SeedOptions {
  readonly credentials?: Partial<Record<keyof typeof demoCredentials, string>>;
  readonly botToken?: string;
  /** Origin of Bellwire's web server; without it no event and no click is delivered. */
  readonly appUrl?: string | null;
}

/** Fills an empty world with the demo workspaces, people, channels, the installed app and the pasted webhook. */
export function seedWorld(world: World, options: SeedOptions = {}): void {
  seedTeams(world);
  seedUsers(world);
  seedChannels(world);
  seedApps(world, options);
  seedInstallation(world, options.botToken ?? demoBotToken);
  world.webhooks.set(demoWebhookPath, {
    path: demoWebhookPath,
    id: demoWebhookPath.split("/")[3] ?? "",
    teamId: demoTeam.id,
    appId: customerApp.id,
    channelId: demoChannels.opsAlerts.id,
    name: "Ops alerts",
    refusal: null,
  });
}

/** Gives a world that was kept in a file the credentials, the origin and the token of this start. */
export function renewEnvironment(world: World, options: SeedOptions): void {
  const app = world.apps.get(demoApp.id);
  if (app === undefined) return;
  Object.assign(app, options.credentials ?? {});
  if (options.appUrl !== undefined) app.requestOrigin = options.appUrl;
  const id = `${demoApp.id}:${demoTeam.id}`;
  const token = options.botToken;
  if (token === undefined || world.tokens.has(token) || !world.installations.has(id)) return;
  world.tokens.set(token, { token, installationId: id, expiresAt: null, revoked: false });
}

function seedTeams(world: World): void {
  world.enterprises.set(demoEnterprise.id, { ...demoEnterprise });
  world.teams.set(demoTeam.id, { ...demoTeam, enterpriseId: null, state: "active" });
  world.teams.set(secondTeam.id, { ...secondTeam, enterpriseId: null, state: "active" });
  for (const team of [enterpriseTeam, secondEnterpriseTeam])
    world.teams.set(team.id, { ...team, enterpriseId: demoEnterprise.id, state: "active" });
}

function seedApps(world: World, options: SeedOptions): void {
  const credentials = { ...demoCredentials, ...options.credentials };
  world.apps.set(demoApp.id, {
    ...demoApp,
    ...credentials,
    redirectUrls: [],
    optionalScopes: [
      "chat:write.public",
      "chat:write.customize",
      "groups:read",
      "im:write",
      "users:read",
      "users:read.email",
    ],
    tokenRotation: false,
    requestOrigin: options.appUrl ?? null,
  });
  world.apps.set(customerApp.id, {
    ...customerApp,
    clientId: null,
    clientSecret: null,
    signingSecret: "",
    redirectUrls: [],
    optionalScopes: [],
    tokenRotation: false,
    requestOrigin: null,
  });
}

function seedInstallation(world: World, token: string): void {
  const id = `${demoApp.id}:${demoTeam.id}`;
  world.installations.set(id, {
    id,
    appId: demoApp.id,
    teamId: demoTeam.id,
    enterpriseId: null,
    orgWide: false,
    botUserId: demoBotUserId,
    botId: demoBotId,
    scopes: [...demoScopes],
    installerId: demoUsers.viewer.id,
    state: "active",
  });
  world.tokens.set(token, { token, installationId: id, expiresAt: null, revoked: false });
}
