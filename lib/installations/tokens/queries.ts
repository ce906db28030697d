import { and, eq } from "drizzle-orm";
import type { InstallationStatus } from "@/db/enums";
import { slackInstallations } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";
import { open } from "@/lib/crypto";

/** An installation's access, opened. Never log it. */
export type Access = {
  installationId: string;
  organizationId: string;
  status: InstallationStatus;
  teamId: string | null;
  isEnterpriseInstall: boolean;
  scopes: string[];
  /** Null once it was erased. */
  botToken: string | null;
  expiresAt: Date | null;
};

/** Opens a sealed bot token; null for one that was erased. */
export function openBotToken(installationId: string, sealed: string): string | null {
  const place = { table: "slack_installations", row: installationId, column: "bot_token" };
  return sealed === "" ? null : open(sealed, place);
}

/** The access of an installation; undefined when there is none of that id, or it is not the organization's. */
export async function findAccess(
  scope: OrganizationScope | SystemScope,
  installationId: string,
): Promise<Access | undefined> {
  const isTheirs =
    "organizationId" in scope ? eq(slackInstallations.organizationId, scope.organizationId) : undefined;
  const [row] = await acrossTenants((tx) =>
    tx
      .select()
      .from(slackInstallations)
      .where(and(eq(slackInstallations.id, installationId), isTheirs)),
  );
  if (!row) return undefined;
  return {
    installationId: row.id,
    organizationId: row.organizationId,
    status: row.status,
    teamId: row.teamId,
    isEnterpriseInstall: row.isEnterpriseInstall,
    scopes: row.scopes,
    botToken: openBotToken(row.id, row.botToken),
    expiresAt: row.tokenExpiresAt,
  };
}
