import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { botEvents, manifestOrigin, slackManifest } from "./manifest";
import { botScopes, grantsOf, missingScopes, optionalScopes, readScopes, requiredScopes } from "./scopes";

const manifestFile = fileURLToPath(new URL("../../public/slack-manifest.json", import.meta.url));
const published = z.looseObject({
  oauth_config: z.object({
    redirect_urls: z.array(z.string()),
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
  }),
});

describe("what a workspace is asked for", () => {
  test("is this list, which somebody must change on purpose", () => {
    expect(requiredScopes.map(({ scope }) => scope)).toEqual([
      "chat:write",
      "channels:read",
      "incoming-webhook",
    ]);
    expect(optionalScopes.map(({ scope }) => scope)).toEqual([
      "chat:write.public",
      "chat:write.customize",
      "groups:read",
      "im:write",
      "users:read",
      "users:read.email",
    ]);
  });

  test("reads no message: no history, no mentions, no files, no event of a message", () => {
    for (const scope of botScopes) expect(scope).not.toMatch(/history|mentions|files|reactions|search/);
    for (const event of botEvents) expect(event).not.toMatch(/^message|mention|reaction/);
  });

  test("is what the manifest in the repository says, address by address", async () => {
    const file: unknown = JSON.parse(await readFile(manifestFile, "utf8"));
    expect(file).toEqual(slackManifest(manifestOrigin));
    const { oauth_config } = published.parse(file);
    expect([...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional]).toEqual(botScopes);
    expect(oauth_config.redirect_urls).toEqual([`${manifestOrigin}/api/integrations/slack/callback`]);
  });
});

describe("what was granted", () => {
  test("is read from Slack's list, each scope once", () => {
    expect(readScopes("chat:write,channels:read, chat:write,")).toEqual(["chat:write", "channels:read"]);
  });

  test("is told scope by scope", () => {
    const grants = grantsOf(["chat:write", "groups:read", "commands"]);
    expect(grants.filter(({ granted }) => granted).map(({ scope }) => scope)).toEqual([
      "chat:write",
      "groups:read",
    ]);
    expect(grants.every(({ required, without }) => required === (without === null))).toBe(true);
  });

  test.each([
    { granted: ["chat:write", "channels:read", "incoming-webhook"], missing: [] },
    { granted: ["chat:write", "incoming-webhook"], missing: ["channels:read"] },
    { granted: [], missing: ["chat:write", "channels:read", "incoming-webhook"] },
  ])("misses $missing of $granted", ({ granted, missing }) => {
    expect(missingScopes(granted)).toEqual(missing);
  });
});
