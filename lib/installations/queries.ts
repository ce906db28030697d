import { and, eq, sql } from "drizzle-orm";
import { slackInstallations } from "@/db/schema";
import { acrossTenants } from "@/db/transaction";
import type { OrganizationScope, SystemScope } from "@/lib/auth/scope";
import { destinationErrorSchema } from "@/lib/destinations/schema";

/** An installation without its tokens. */
const columns = {
  id: slackInstallations.id,
  organizationId: slackInstallations.organizationId,
  holderId: slackInstallations.holderId,
  isEnterpriseInstall: slackInstallations.isEnterpriseInstall,
  enterpriseId: slackInstallations.enterpriseId,
  teamId: slackInstallations.teamId,
  teamName: slackInstallations.teamName,
  appId: slackInstallations.appId,
  botUserId: slackInstallations.botUserId,
  botId: slackInstallations.botId,
  scopes: slackInstallations.scopes,
  defaultChannelId: slackInstallations.defaultChannelId,
  defaultChannelName: slackInstallations.defaultChannelName,
  configurationUrl: slackInstallations.configurationUrl,
  installedBy: slackInstallations.installedBy,
  installedByUserId: slackInstallations.installedByUserId,
  installedAt: slackInstallations.installedAt,
  status: slackInstallations.status,
  lastError: slackInstallations.lastError,
};

const installationError = destinationErrorSchema.nullable().catch(null);

async function select(scope: OrganizationScope | SystemScope, condition: ReturnType<typeof and>) {
  const isTheirs =
    "organizationId" in scope ? eq(slackInstallations.organizationId, scope.organizationId) : undefined;
  const rows = await acrossTenants((tx) =>
    tx
      .select(columns)
      .from(slackInstallations)
      .where(and(isTheirs, condition))
      .orderBy(sql`${slackInstallations.status} <> 'active'`, sql`${slackInstallations.installedAt} desc`),
  );
  return rows.map((row) => ({ ...row, lastError: installationError.parse(row.lastError) }));
}
/** An installation, without its tokens. */
export type Installation = Awaited<ReturnType<typeof select>>[number];

/** An organization's installations: those that work first, the newest of them first. */
export function listInstallations(scope: OrganizationScope): Promise<Installation[]> {
  return select(scope, undefined);
}

/** One installation; undefined when there is none of that id, or it is another organization's. */
export async function findInstallation(
  scope: OrganizationScope | SystemScope,
  id: string,
): Promise<Installation | undefined> {
  return (await select(scope, eq(slackInstallations.id, id)))[0];
}

/** The organization's installation in a workspace (or a whole Slack organization). */
export async function findByHolder(
  scope: OrganizationScope,
  holderId: string,
): Promise<Installation | undefined> {
  return (await select(scope, eq(slackInstallations.holderId, holderId)))[0];
}

/** Every organization's installation in a workspace or a whole Slack organization, for what Slack tells us of it. */
export function listHolders(scope: SystemScope, { appId, holderId }: { appId: string; holderId: string }) {
  return select(scope, and(eq(slackInstallations.appId, appId), eq(slackInstallations.holderId, holderId)));
}
