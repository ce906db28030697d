import type { Installation } from "@slack/oauth";
import { z } from "zod";
import type { Tokens } from "@/lib/installations/grant";
import { type Asked, askSlack, type Refusal } from "./ask";
import { grantAnswer, installationOf, refreshAnswer, testAnswer, tokensOf } from "./oauth-answer";
import { type AppCredentials, redirectUri } from "./oauth-credentials";

/**
 * Exchanges a code for an installation, and tries its token: what came back is only believed when it works. Nothing is
 * stored here. A refusal carries Slack's word.
 */
export async function exchangeCode(
  { clientId, clientSecret }: AppCredentials,
  code: string,
  now: Date,
): Promise<{ ok: true; installation: Installation<"v2", boolean> } | Refusal> {
  const granted = await askSlack({
    method: "oauth.v2.access",
    args: { client_id: clientId, client_secret: clientSecret, code, redirect_uri: redirectUri() },
    schema: grantAnswer,
    timeoutMs: 10_000,
  });
  if (!granted.ok) return granted;
  const tested = await testToken(granted.value.access_token);
  if (!tested.ok) return tested;
  return { ok: true, installation: installationOf(granted.value, tested.value, now) };
}

/** Whose token it is, by `auth.test`; the scopes that it has come with the answer. */
export function testToken(token: string, timeoutMs?: number) {
  return askSlack({
    method: "auth.test",
    token,
    schema: testAnswer,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

/** New tokens for a refresh token, which serves once. */
export async function exchangeRefreshToken(
  { clientId, clientSecret }: AppCredentials,
  refreshToken: string,
  now: Date,
): Promise<{ ok: true; tokens: Tokens } | Refusal> {
  const answered = await askSlack({
    method: "oauth.v2.access",
    args: {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    },
    schema: refreshAnswer,
  });
  if (!answered.ok) return answered;
  return { ok: true, tokens: tokensOf(answered.value, now) };
}

const revoked = z.object({ ok: z.literal(true) });

/** Ends a token at Slack. Without rotation that ends the installation there, the bot and its webhooks included. */
export function revokeToken(token: string): Promise<Asked<{ ok: true }>> {
  return askSlack({ method: "auth.revoke", token, schema: revoked });
}

/**
 * Takes the app out of a workspace whose tokens rotate, where `auth.revoke` ends one token only. Slack may refuse it to a
 * bot (`no_permission`).
 */
export function uninstallApp(
  { clientId, clientSecret }: AppCredentials,
  token: string,
): Promise<Asked<{ ok: true }>> {
  const args = { client_id: clientId, client_secret: clientSecret };
  return askSlack({ method: "apps.uninstall", token, args, schema: revoked });
}
