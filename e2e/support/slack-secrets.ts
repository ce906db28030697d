import { readdirSync, readFileSync } from "node:fs";
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
const changeSchema = z.object({ directory: directorySchema.optional() });
type Directory = z.infer<typeof directorySchema>;

/** What the simulated Slack gave out, as it was last written whole and in each change since. */
function directoriesIn(dataDir: string): Directory[] {
  const read = (name: string) => readFileSync(join(dataDir, name), "utf8");
  const journals = readdirSync(dataDir).filter((name) => name.startsWith("slack.json.journal-"));
  // The last line may be half written; what it says comes whole with the next.
  const lines = journals.flatMap((name) => read(name).split("\n").slice(0, -1));
  const changes = lines.flatMap((line) => changeSchema.parse(JSON.parse(line)).directory ?? []);
  return [worldSchema.parse(JSON.parse(read("slack.json"))).directory, ...changes];
}

const numbered = (name: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`${name} ${index + 1}`, value]));

/** The part of a webhook's path that nobody may see. */
export const secretPartOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** All that the simulated Slack has given out and keeps to itself, by name. */
export function slackSecrets({ dataDir }: Pick<Stack, "dataDir">): Record<string, string> {
  const directories = directoriesIn(dataDir);
  const all = (name: string, secretsOf: (directory: Directory) => string[]) =>
    numbered(name, [...new Set(directories.flatMap(secretsOf))]);
  return {
    ...all("bot token", ({ tokens }) => tokens.map(({ token }) => token)),
    ...all("refresh token", ({ refreshTokens }) => refreshTokens.map(({ token }) => token)),
    ...all("OAuth code", ({ codes }) => codes.map(({ code }) => code)),
    ...all("webhook secret", ({ webhooks }) => webhooks.map(({ path }) => secretPartOf(path))),
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
  smtpPassword: z.string(),
});

/** What the installation signs and seals with, by name; of the encryption keys the bytes without their id. */
export function ownSecrets({ dataDir }: Pick<Stack, "dataDir">): Record<string, string> {
  const own = ownSchema.parse(JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")));
  return { ...own, encryptionKeys: own.encryptionKeys.slice(own.encryptionKeys.indexOf(":") + 1) };
}
