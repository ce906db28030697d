import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { slackInstallations } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import { fingerprint, recordAudit } from "@/lib/audit/commands";
import type { SystemScope } from "@/lib/auth/scope";
import { systemOrganizationScope } from "@/lib/auth/system";
import { open } from "@/lib/crypto";
import { lockHolders, sealedTokens, shareTokens } from "../commands";
import { isDueForRenewal, type Tokens } from "../grant";
import { openBotToken } from "./queries";

type Row = typeof slackInstallations.$inferSelect;

/** What asking Slack for new tokens came to. */
export type Renewal<Refusal> = { ok: true; tokens: Tokens } | Refusal;

export type Refreshed<Refusal> =
  | { status: "fresh"; botToken: string }
  /** Slack did not renew it. The old token is still good when it has not expired. */
  | { status: "refused"; refusal: Refusal; botToken: string | null }
  /** There is nothing to refresh: erased, or never rotating. */
  | { status: "nothing" };

type Renew<Refusal> = (refreshToken: string) => Promise<Renewal<Refusal>>;

/**
 * Renews an installation's tokens. A refresh token serves once, and the third living access token ends the first: so every
 * organization in the workspace is locked while Slack is asked, whoever comes second finds the token fresh and asks
 * nothing, and all of them get the new pair.
 * @param renew asks Slack; called at most once, inside the lock.
 * @param staleToken renew even a token that is not due when it is still this one, since Slack said that it expired.
 */
export async function refreshToken<Refusal extends { ok: false }>(
  scope: SystemScope,
  installationId: string,
  { now, renew, staleToken }: { now: Date; renew: Renew<Refusal>; staleToken?: string },
): Promise<Refreshed<Refusal>> {
  return acrossTenants(async (tx) => {
    const [found] = await tx
      .select()
      .from(slackInstallations)
      .where(eq(slackInstallations.id, installationId));
    const holders = found ? await lockHolders(tx, found) : [];
    const row = holders.find(({ id }) => id === installationId);
    const current = row ? openBotToken(row.id, row.botToken) : null;
    if (!row || current === null || row.refreshToken === null) return { status: "nothing" };
    const isStale = staleToken !== undefined && staleToken === current;
    if (!isStale && !isDueForRenewal(row.tokenExpiresAt, now)) return { status: "fresh", botToken: current };
    const answer = await renew(openRefreshToken(row.id, row.refreshToken));
    if (!answer.ok) {
      const isGood = !isStale && row.tokenExpiresAt !== null && row.tokenExpiresAt > now;
      return { status: "refused", refusal: answer, botToken: isGood ? current : null };
    }
    await keep(tx, scope, row, answer.tokens);
    await shareTokens(
      tx,
      holders.filter(({ id }) => id !== row.id),
      answer.tokens,
    );
    return { status: "fresh", botToken: answer.tokens.botToken };
  });
}

function openRefreshToken(installationId: string, sealed: string): string {
  return open(sealed, { table: "slack_installations", row: installationId, column: "refresh_token" });
}

async function keep(tx: Transaction, { actor }: SystemScope, row: Row, tokens: Tokens): Promise<void> {
  await tx
    .update(slackInstallations)
    .set(sealedTokens(row.id, tokens))
    .where(and(eq(slackInstallations.id, row.id), eq(slackInstallations.organizationId, row.organizationId)));
  await recordAudit(tx, systemOrganizationScope(actor.job, row.organizationId), {
    action: "slack.refresh_token",
    targetId: row.id,
    after: { token: fingerprint(tokens.botToken), expiresAt: tokens.expiresAt },
  });
}
