import { z } from "zod";

export const installationRecord = z.object({
  id: z.string(),
  appId: z.string(),
  teamId: z.string().nullable(),
  enterpriseId: z.string().nullable(),
  orgWide: z.boolean(),
  botUserId: z.string(),
  botId: z.string(),
  scopes: z.array(z.string()),
  installerId: z.string(),
  /** What a token of an installation that ended answers. */
  state: z.enum(["active", "revoked", "uninstalled"]),
});
export type Installation = z.infer<typeof installationRecord>;

export const tokenRecord = z.object({
  token: z.string(),
  installationId: z.string(),
  /** Milliseconds since the epoch; `null` for a token that does not expire. */
  expiresAt: z.number().nullable(),
  revoked: z.boolean(),
});
export type Token = z.infer<typeof tokenRecord>;

export const refreshTokenRecord = z.object({
  token: z.string(),
  installationId: z.string(),
  used: z.boolean(),
});
export type RefreshToken = z.infer<typeof refreshTokenRecord>;

export const codeRecord = z.object({
  code: z.string(),
  clientId: z.string(),
  redirectUri: z.string().nullable(),
  teamId: z.string().nullable(),
  enterpriseId: z.string().nullable(),
  orgWide: z.boolean(),
  userId: z.string(),
  scopes: z.array(z.string()),
  channelId: z.string().nullable(),
  issuedAt: z.number(),
  used: z.boolean(),
});
export type Code = z.infer<typeof codeRecord>;

export const webhookRecord = z.object({
  /** The path of its URL: `/services/T…/B…/secret`. */
  path: z.string(),
  id: z.string(),
  teamId: z.string(),
  appId: z.string(),
  channelId: z.string(),
  name: z.string(),
  /** The word that Slack answers instead of posting; `null` while the webhook works. */
  refusal: z.string().nullable(),
});
export type Webhook = z.infer<typeof webhookRecord>;

export const responseUrlRecord = z.object({
  path: z.string(),
  channelId: z.string(),
  /** The message that the click came from; `null` for a slash command. */
  messageTs: z.string().nullable(),
  userId: z.string(),
  appId: z.string(),
  issuedAt: z.number(),
  uses: z.number(),
});
export type ResponseUrl = z.infer<typeof responseUrlRecord>;
