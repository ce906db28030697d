import { z } from "zod";
import {
  codeRecord,
  installationRecord,
  refreshTokenRecord,
  responseUrlRecord,
  tokenRecord,
  webhookRecord,
} from "@/local/slack/world/access-records";
import {
  appRecord,
  channelRecord,
  enterpriseRecord,
  teamRecord,
  userRecord,
} from "@/local/slack/world/directory-records";
import { messageRecord } from "@/local/slack/world/message-records";
import type { World } from "@/local/slack/world/world";

const version = 1;

/** Everything but the messages. */
export const directory = z.object({
  version: z.literal(version),
  minted: z.number().int(),
  apps: z.array(appRecord),
  enterprises: z.array(enterpriseRecord),
  teams: z.array(teamRecord),
  users: z.array(userRecord),
  channels: z.array(channelRecord),
  installations: z.array(installationRecord),
  tokens: z.array(tokenRecord),
  refreshTokens: z.array(refreshTokenRecord),
  codes: z.array(codeRecord),
  webhooks: z.array(webhookRecord),
  responseUrls: z.array(responseUrlRecord),
  seen: z.array(z.tuple([z.string(), z.string()])),
  lastTs: z.array(z.tuple([z.string(), z.string()])),
});

/** What is kept between two starts: the directory, the accesses, the messages. Faults and pacing are not. */
export const snapshot = z.object({ directory, messages: z.array(messageRecord) });
export type Snapshot = z.infer<typeof snapshot>;

/** The world without its messages, ready to be written as JSON. */
export function directoryOf(world: World): Snapshot["directory"] {
  return {
    version,
    minted: world.mint.count(),
    apps: [...world.apps.values()],
    enterprises: [...world.enterprises.values()],
    teams: [...world.teams.values()],
    users: [...world.users.values()],
    channels: [...world.channels.values()],
    installations: [...world.installations.values()],
    tokens: [...world.tokens.values()],
    refreshTokens: [...world.refreshTokens.values()],
    codes: [...world.codes.values()],
    webhooks: [...world.webhooks.values()],
    responseUrls: [...world.responseUrls.values()],
    seen: [...world.seen],
    lastTs: [...world.lastTs],
  };
}

/** Fills an empty world from what was kept. */
export function restoreWorld(world: World, { directory: kept, messages }: Snapshot): void {
  restoreDirectory(world, kept);
  for (const message of messages) world.messages.add(message);
}

/** Puts what was kept in the place of the world's directory. Messages stay. */
export function restoreDirectory(world: World, kept: Snapshot["directory"]): void {
  fill(world.apps, kept.apps, (app) => app.id);
  fill(world.enterprises, kept.enterprises, (enterprise) => enterprise.id);
  fill(world.teams, kept.teams, (team) => team.id);
  fill(world.users, kept.users, (user) => user.id);
  fill(world.channels, kept.channels, (channel) => channel.id);
  fill(world.installations, kept.installations, (installation) => installation.id);
  fill(world.tokens, kept.tokens, (token) => token.token);
  fill(world.refreshTokens, kept.refreshTokens, (token) => token.token);
  fill(world.codes, kept.codes, (code) => code.code);
  fill(world.webhooks, kept.webhooks, (webhook) => webhook.path);
  fill(world.responseUrls, kept.responseUrls, (url) => url.path);
  world.seen.clear();
  for (const [channel, ts] of kept.seen) world.seen.set(channel, ts);
  for (const [channel, ts] of kept.lastTs) world.lastTs.set(channel, ts);
  world.mint.restore(kept.minted);
}

function fill<Item>(store: Map<string, Item>, items: readonly Item[], key: (item: Item) => string): void {
  store.clear();
  for (const item of items) store.set(key(item), item);
}
