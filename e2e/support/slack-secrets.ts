import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Stack } from "./stack";

const directorySchema = z.object({
  tokens: z.array(z.object({ token: z.string(), installationId: z.string() })),
  refreshTokens: z.array(z.object({ token: z.string() })),
  codes: z.array(z.object({ code: z.string() })),
  webhooks: z.array(z.object({ path: z.string() })),
});

const worldSchema = z.object({ directory: directorySchema });

const numbered = (name: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`${name} ${index + 1}`, value]));

/** The part of a webhook's path that nobody may see. */
export const secretPartOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** All that the simulated Slack has given out and keeps to itself, by name. It is written a moment after each change. */
export function slackSecrets({ dataDir }: Pick<Stack, "dataDir">): Record<string, string> {
  const file = readFileSync(join(dataDir, "slack.json"), "utf8");
  const { directory: world } = worldSchema.parse(JSON.parse(file));
  return {
    ...numbered(
      "bot token",
      world.tokens.map(({ token }) => token),
    ),
    ...numbered(
      "refresh token",
      world.refreshTokens.map(({ token }) => token),
    ),
    ...numbered(
      "OAuth code",
      world.codes.map(({ code }) => code),
    ),
    ...numbered(
      "webhook secret",
      world.webhooks.map(({ path }) => secretPartOf(path)),
    ),
  };
}

const ownSchema = z.object({
  nextauthSecret: z.string(),
  encryptionKeys: z.string(),
  inngestEventKey: z.string(),
  inngestSigningKey: z.string(),
  localSignIn: z.string(),
  slackClientSecret: z.string(),
  slackSigningSecret: z.string(),
});

/** What the installation signs and seals with, by name; of the encryption keys the bytes without their id. */
export function ownSecrets({ dataDir }: Pick<Stack, "dataDir">): Record<string, string> {
  const own = ownSchema.parse(JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")));
  return { ...own, encryptionKeys: own.encryptionKeys.slice(own.encryptionKeys.indexOf(":") + 1) };
}
