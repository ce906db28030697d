import { hotSql } from "@/db/client";
import type { InstallationStatus } from "@/db/enums";
import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";
import { open } from "@/lib/crypto";

/** An installation's access, opened. Never log it. */
export type Access = {
  status: InstallationStatus;
  scopes: string[];
  /** Null once it was erased. */
  botToken: string | null;
  /** Null for a token that does not expire. */
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
  const sql = hotSql();
  const isTheirs = "organizationId" in scope ? sql`and organization_id = ${scope.organizationId}` : sql``;
  const [row] = await sql<(Omit<Access, "botToken"> & { sealed: string })[]>`
    select status, scopes, bot_token as sealed, token_expires_at as "expiresAt"
    from slack_installations where id = ${installationId} ${isTheirs}`;
  if (!row) return undefined;
  const { sealed, ...access } = row;
  return { ...access, botToken: openBotToken(installationId, sealed) };
}
