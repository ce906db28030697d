import type { Installation } from "@slack/oauth";
import { z } from "zod";
import type { Tokens } from "@/lib/installations/grant";
import { readScopes } from "./scopes";

const place = z.object({ id: z.string().min(1), name: z.string().default("") });
const rotation = {
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
};

/** What `oauth.v2.access` answers to a code. No user scope is asked for, so that no person's token comes. */
export const grantAnswer = z.object({
  ok: z.literal(true),
  app_id: z.string().min(1),
  authed_user: z.object({ id: z.string().min(1) }),
  scope: z.string(),
  token_type: z.literal("bot"),
  access_token: z.string().startsWith("xox"),
  bot_user_id: z.string().min(1),
  team: place.nullish(),
  enterprise: place.nullish(),
  is_enterprise_install: z.boolean().default(false),
  incoming_webhook: z
    .object({
      url: z.string(),
      channel: z.string(),
      channel_id: z.string().min(1),
      configuration_url: z.string(),
    })
    .optional(),
  ...rotation,
});
export type GrantAnswer = z.infer<typeof grantAnswer>;

/** What `oauth.v2.access` answers to a refresh token. */
export const refreshAnswer = z.object({
  ok: z.literal(true),
  access_token: z.string().startsWith("xox"),
  ...rotation,
});

/** What `auth.test` answers. */
export const testAnswer = z.object({
  ok: z.literal(true),
  url: z.string(),
  team: z.string().default(""),
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
});
export type TestAnswer = z.infer<typeof testAnswer>;

const inSeconds = (now: Date, seconds: number | undefined) =>
  seconds === undefined ? null : new Date(now.getTime() + seconds * 1_000);

/** The tokens of an answer. */
export function tokensOf(
  answer: Pick<GrantAnswer, "access_token" | "refresh_token" | "expires_in">,
  now: Date,
): Tokens {
  const refreshToken = answer.refresh_token ?? null;
  return {
    botToken: answer.access_token,
    refreshToken,
    expiresAt: refreshToken === null ? null : inSeconds(now, answer.expires_in),
  };
}

/** An answer, with what `auth.test` added, as the library's stores take it. */
export function installationOf(
  answer: GrantAnswer,
  test: TestAnswer,
  now: Date,
): Installation<"v2", boolean> {
  const { botToken, refreshToken, expiresAt } = tokensOf(answer, now);
  const rotating =
    refreshToken !== null && expiresAt !== null
      ? { refreshToken, expiresAt: Math.floor(expiresAt.getTime() / 1_000) }
      : {};
  const webhook = answer.incoming_webhook;
  return {
    team: answer.is_enterprise_install ? undefined : (answer.team ?? undefined),
    enterprise: answer.enterprise ?? undefined,
    isEnterpriseInstall: answer.is_enterprise_install,
    user: { id: answer.authed_user.id, token: undefined, scopes: undefined },
    bot: {
      token: botToken,
      ...rotating,
      scopes: readScopes(answer.scope),
      id: test.bot_id ?? "",
      userId: answer.bot_user_id,
    },
    ...(webhook === undefined
      ? {}
      : {
          incomingWebhook: {
            // The hook's own address is a secret that we have no use for: the bot posts.
            url: "",
            channel: webhook.channel,
            channelId: webhook.channel_id,
            configurationUrl: webhook.configuration_url,
          },
        }),
    appId: answer.app_id,
    tokenType: "bot",
    authVersion: "v2",
  };
}
