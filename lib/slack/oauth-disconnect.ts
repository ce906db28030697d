import type { OrganizationScope } from "@/lib/auth/scope";
import { systemScope } from "@/lib/auth/system";
import { type Erased, eraseInstallation } from "@/lib/installations/commands";
import { openBotToken } from "@/lib/installations/tokens/queries";
import { log } from "@/lib/log";
import { breakDestinations } from "@/lib/repairs/commands";
import { saysTokenIsDead } from "./ask";
import { appCredentials } from "./oauth-credentials";
import { revokeToken, uninstallApp } from "./oauth-exchange";

const disconnector = systemScope("slack-disconnect");

/** What became of the access at Slack. Here it is gone in every case. */
export type Disconnected = {
  atSlack:
    | "revoked"
    /** Another organization of ours is connected to the same workspace, by the same access. */
    | "kept_for_others"
    /** It was gone already, there or here. */
    | "gone_already"
    /** Slack did not take it: the app is still listed in the workspace, without any use to us. */
    | "left_behind";
  message: string;
};

/** What each ending is called, for whoever pressed Disconnect. */
export const disconnections = {
  revoked: "Slack is disconnected. What comes from now on is held, and can be sent after connecting again.",
  kept_for_others:
    "Slack is disconnected here. Another organization in Bellwire goes on using the workspace, so the app stays in Slack.",
  gone_already: "Slack is disconnected; Bellwire had been removed from the workspace already.",
  left_behind:
    "Slack is disconnected here and the access is erased, but Slack did not confirm it: remove the app in Slack's own settings too.",
} as const satisfies Record<Disconnected["atSlack"], string>;

/** Where tokens rotate, ending one of them leaves the app installed; Slack may refuse a bot the rest. */
async function endAtSlack(token: string, isRotating: boolean): Promise<Disconnected["atSlack"]> {
  const credentials = isRotating ? appCredentials() : undefined;
  if (credentials) {
    const removed = await uninstallApp(credentials, token);
    if (removed.ok) return "revoked";
  }
  const revoked = await revokeToken(token);
  if (revoked.ok) return "revoked";
  return saysTokenIsDead(revoked) || revoked.code === "token_expired" ? "gone_already" : "left_behind";
}

async function settle(id: string, { sealedBotToken, isRotating, isLastHolder }: Erased) {
  const token = sealedBotToken === null ? null : openBotToken(id, sealedBotToken);
  if (token === null) return "gone_already";
  return isLastHolder ? endAtSlack(token, isRotating) : "kept_for_others";
}

/**
 * Disconnects a workspace from an organization. The access is erased here first, whatever Slack says then; it is revoked at
 * Slack when no other organization holds it. Destinations stay, and hold. Safe to repeat, and after a removal in Slack.
 * @throws AppError `not_found`, also for another organization's.
 */
export async function disconnect(
  scope: OrganizationScope,
  installationId: string,
  now: Date,
): Promise<Disconnected> {
  const erased = await eraseInstallation(scope, installationId);
  // Marked after the row says uninstalled: this must not take it for one that has to connect again.
  const finding = { code: "not_installed", scope: "installation", now } as const;
  await breakDestinations(disconnector, { installationId }, finding);
  const atSlack = await settle(installationId, erased);
  log.info({ installationId, atSlack }, "slack.disconnected");
  return { atSlack, message: disconnections[atSlack] };
}
