import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { isDueForRenewal } from "@/lib/installations/grant";
import { refreshToken } from "@/lib/installations/tokens/commands";
import { findAccess } from "@/lib/installations/tokens/queries";
import { log } from "@/lib/log";
import type { Refusal } from "./ask";
import { appCredentials } from "./oauth-credentials";
import { exchangeRefreshToken } from "./oauth-exchange";

/** A token that can be used now, or why there is none. Never log it. */
export type BotToken = { ok: true; token: string } | Refusal;

const refused = (code: string, isPassing = false): Refusal => ({
  ok: false,
  code,
  isPassing,
  afterSeconds: null,
});

const refresher = systemScope("refresh-token");

/** A lock that could not be had in time: another process is asking Slack just now (Postgres `lock_not_available`). */
const isLockTimeout = (error: unknown) =>
  error instanceof Error &&
  [error, error.cause].some((one) => one instanceof Error && "code" in one && one.code === "55P03");

/**
 * Renews an installation's token when less than two hours of it are left.
 * @param staleToken the token of which Slack said `token_expired`: renewed whatever its row says, unless somebody else has.
 */
export async function renewBotToken(
  installationId: string,
  { now, staleToken }: { now: Date; staleToken?: string },
): Promise<BotToken> {
  const credentials = appCredentials();
  if (!credentials) return refused("not_configured");
  const renew = (token: string) => exchangeRefreshToken(credentials, token, now);
  const options = { now, renew, ...(staleToken === undefined ? {} : { staleToken }) };
  try {
    const result = await refreshToken(refresher, installationId, options);
    if (result.status === "fresh") return { ok: true, token: result.botToken };
    if (result.status === "nothing") return refused("token_expired");
    log.warn({ installationId, code: result.refusal.code }, "slack.refresh_refused");
    if (result.botToken !== null) return { ok: true, token: result.botToken };
    return result.refusal.isPassing ? result.refusal : refused("token_expired");
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    return refused("token_refresh_underway", true);
  }
}

/**
 * The bot token with which an installation can be used now, renewed first where Slack rotates tokens and it is due.
 * Costs one statement. @returns a refusal with `not_installed` when there is none, `token_expired` when it must be
 * connected again, or a passing one when Slack could not be asked for a new one.
 */
export async function freshBotToken(
  scope: OrganizationScope | SystemScope,
  installationId: string,
  now: Date,
): Promise<BotToken> {
  const access = await findAccess(scope, installationId);
  if (!access || access.status === "uninstalled" || access.botToken === null) return refused("not_installed");
  if (!isDueForRenewal(access.expiresAt, now)) return { ok: true, token: access.botToken };
  const renewed = await renewBotToken(installationId, { now });
  const isStillGood = access.expiresAt !== null && access.expiresAt > now;
  return !renewed.ok && isStillGood ? { ok: true, token: access.botToken } : renewed;
}
