import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { projects, slackChannels, slackInstallations, slackPeople } from "@/db/schema";
import { acrossTenants, inScope } from "@/db/transaction";
import { fingerprint, recordAudit } from "@/lib/audit/commands";
import type { OrganizationScope, Scope } from "@/lib/auth/scope";
import { seal } from "@/lib/crypto";
import { notFound } from "@/lib/errors";
import { isId, newId } from "@/lib/id";
import { unlisted } from "./channels/commands";
import type { Grant, Tokens } from "./grant";

type Row = typeof slackInstallations.$inferSelect;

/** The columns that keep an access, sealed so that they open in this row only. */
export function sealedTokens(id: string, { botToken, refreshToken, expiresAt }: Tokens) {
  const place = (column: string) => ({ table: "slack_installations", row: id, column });
  return {
    botToken: seal(botToken, place("bot_token")),
    refreshToken: refreshToken === null ? null : seal(refreshToken, place("refresh_token")),
    tokenExpiresAt: expiresAt,
  };
}

/** An installation as the audit log keeps it: no token, and of the token only what tells two apart. */
function auditOf(row: Row, token: string | null) {
  const { holderId, teamName, status, scopes, defaultChannelId, installedBy } = row;
  return {
    holderId,
    teamName,
    status,
    scopes,
    defaultChannelId,
    installedBy,
    ...(token === null ? {} : { token: fingerprint(token) }),
  };
}

function columnsOf(scope: OrganizationScope, grant: Grant, now: Date) {
  const { tokens: _tokens, channel, configurationUrl, teamId, ...plain } = grant;
  const { actor } = scope;
  return {
    ...plain,
    organizationId: scope.organizationId,
    installedByUserId: actor.kind === "member" ? actor.userId : null,
    installedAt: now,
    status: "active" as const,
    lastError: null,
    // A second grant need not pick a channel; the first one's stays then.
    ...(channel === null ? {} : { defaultChannelId: channel.id, defaultChannelName: channel.name }),
    ...(configurationUrl === null ? {} : { configurationUrl }),
    ...(teamId === null ? {} : { teamId }),
  };
}

/** Every organization's row for one app in one workspace, locked in one order: they share the access. */
export function lockHolders(
  tx: Transaction,
  { holderId, appId }: { holderId: string; appId: string },
): Promise<Row[]> {
  return tx
    .select()
    .from(slackInstallations)
    .where(and(eq(slackInstallations.holderId, holderId), eq(slackInstallations.appId, appId)))
    .orderBy(asc(slackInstallations.id))
    .for("update");
}

/**
 * Where tokens rotate, a new pair ends older ones, whoever holds them: each organization in the workspace gets the new pair.
 * Without rotation Slack gives them the same token anyway.
 */
export async function shareTokens(tx: Transaction, others: readonly Row[], tokens: Tokens): Promise<void> {
  if (tokens.refreshToken === null) return;
  for (const { id, status } of others) {
    if (status === "uninstalled") continue;
    await tx.update(slackInstallations).set(sealedTokens(id, tokens)).where(eq(slackInstallations.id, id));
  }
}

export type StoredInstallation = { id: string; isNew: boolean; isShared: boolean };

/**
 * Stores what a workspace granted. A workspace that the organization holds already keeps its row, and with it its
 * destinations and routes, and is well again. One workspace may be held by several organizations.
 */
export async function storeInstallation(scope: Scope, grant: Grant, now: Date): Promise<StoredInstallation> {
  return acrossTenants(async (tx) => {
    const columns = columnsOf(scope, grant, now);
    const newRowId = newId("installation");
    const [made] = await tx
      .insert(slackInstallations)
      .values({ id: newRowId, ...columns, ...sealedTokens(newRowId, grant.tokens) })
      .onConflictDoNothing({ target: [slackInstallations.organizationId, slackInstallations.holderId] })
      .returning();
    const holders = await lockHolders(tx, grant);
    const before = made ? undefined : await findHeld(tx, scope, grant.holderId);
    const id = made?.id ?? before?.id;
    if (id === undefined) throw new Error("an installation was neither stored nor there");
    const after = made ?? (await renew(tx, id, { ...columns, ...sealedTokens(id, grant.tokens) }));
    // What the bot may see can have changed with the grant: the picker asks Slack anew.
    await tx.update(slackChannels).set({ listedAt: unlisted }).where(eq(slackChannels.installationId, id));
    await tx.update(slackPeople).set({ listedAt: unlisted }).where(eq(slackPeople.installationId, id));
    if (before && before.scopes.join() !== after.scopes.join()) await renewPlaybooks(tx, scope);
    const others = holders.filter((row) => row.id !== id);
    await shareTokens(tx, others, grant.tokens);
    await recordAudit(tx, scope, {
      action: made ? "slack.install" : "slack.reinstall",
      targetId: id,
      ...(before ? { before: auditOf(before, null) } : {}),
      after: auditOf(after, grant.tokens.botToken),
    });
    const isShared = others.some(({ organizationId, status }) => {
      return organizationId !== scope.organizationId && status !== "uninstalled";
    });
    return { id, isNew: made !== undefined, isShared };
  });
}

/** What a destination can show depends on what was granted: every process plans with the new grant from now on. */
async function renewPlaybooks(tx: Transaction, { organizationId }: OrganizationScope): Promise<void> {
  await tx
    .update(projects)
    .set({ playbookVersion: sql`${projects.playbookVersion} + 1` })
    .where(eq(projects.organizationId, organizationId));
}

async function findHeld(
  tx: Transaction,
  scope: OrganizationScope,
  holderId: string,
): Promise<Row | undefined> {
  const isIt = and(
    eq(slackInstallations.organizationId, scope.organizationId),
    eq(slackInstallations.holderId, holderId),
  );
  const [row] = await tx.select().from(slackInstallations).where(isIt).for("update");
  return row;
}

async function renew(tx: Transaction, id: string, columns: Partial<Row>): Promise<Row> {
  const [row] = await tx
    .update(slackInstallations)
    .set(columns)
    .where(eq(slackInstallations.id, id))
    .returning();
  if (!row) throw new Error("an installation went away while it was locked");
  return row;
}

/**
 * Remembers a workspace in which an organization-wide installation was used: its channels can only be listed workspace by
 * workspace, and the grant names none.
 */
export async function noteWorkspace(
  scope: OrganizationScope,
  { id, isEnterpriseInstall }: Pick<Row, "id" | "isEnterpriseInstall">,
  teamId: string | null,
): Promise<void> {
  if (!isEnterpriseInstall || teamId === null) return;
  const isIt = and(
    eq(slackInstallations.id, id),
    eq(slackInstallations.organizationId, scope.organizationId),
    isNull(slackInstallations.teamId),
  );
  await inScope(scope, (tx) => tx.update(slackInstallations).set({ teamId }).where(isIt));
}

/** What is left of an installation that was erased here: enough to end it at Slack, if nobody else holds it. */
export type Erased = {
  /** Sealed still; null when nothing was left to erase. */
  sealedBotToken: string | null;
  isRotating: boolean;
  isLastHolder: boolean;
};

const erased = { status: "uninstalled", botToken: "", refreshToken: null, tokenExpiresAt: null } as const;

/**
 * Forgets an installation's tokens. The row stays, so that connecting again finds its destinations and routes. Rows of
 * one workspace are locked together: of two organizations that leave at once, exactly one is the last.
 * @throws AppError `not_found`, also for another organization's.
 */
export async function eraseInstallation(scope: OrganizationScope, id: string): Promise<Erased> {
  if (!isId("installation", id)) throw notFound();
  return acrossTenants(async (tx) => {
    const isIt = and(
      eq(slackInstallations.id, id),
      eq(slackInstallations.organizationId, scope.organizationId),
    );
    const [found] = await tx.select().from(slackInstallations).where(isIt);
    if (!found) throw notFound();
    const holders = await lockHolders(tx, found);
    const before = holders.find((row) => row.id === id);
    if (!before) throw notFound();
    if (before.status === "uninstalled")
      return { sealedBotToken: null, isRotating: false, isLastHolder: false };
    const after = await renew(tx, id, { ...erased, lastError: null });
    await recordAudit(tx, scope, {
      action: "slack.disconnect",
      targetId: id,
      before: auditOf(before, null),
      after: auditOf(after, null),
    });
    const isLastHolder = holders.every((row) => row.id === id || row.status === "uninstalled");
    return { sealedBotToken: before.botToken, isRotating: before.refreshToken !== null, isLastHolder };
  });
}
