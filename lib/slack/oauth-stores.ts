import {
  type Installation,
  type InstallationQuery,
  type InstallationStore,
  InvalidStateError,
  type StateStore,
} from "@slack/oauth";
import type { Scope, UserScope } from "@/lib/auth/scope";
import { randomToken, sha256 } from "@/lib/crypto";
import { eraseInstallation, type StoredInstallation, storeInstallation } from "@/lib/installations/commands";
import type { Grant } from "@/lib/installations/grant";
import { findByHolder } from "@/lib/installations/queries";
import { beginState, type StateRefusal, takeState } from "@/lib/installations/states/commands";
import { findAccess } from "@/lib/installations/tokens/queries";
import { botScopes } from "./scopes";

/** A state that the browser brought back was not the one that this person was given in this browser. */
export class StateRefused extends InvalidStateError {
  readonly reason: StateRefusal;
  /** Where the install was begun, if that is the same person's business. */
  readonly projectId: string | null;

  constructor(reason: StateRefusal, projectId: string | null) {
    super(`The state was refused: ${reason}.`);
    this.reason = reason;
    this.projectId = projectId;
  }
}

type Visitor = {
  user: UserScope;
  /** The value of the browser's own cookie; null when it brought none. */
  browser: string | null;
};

/** The library's store of states, over our table: 256 random bits, kept hashed, single use. */
export function createStateStore(visitor: Visitor, now: Date, scope?: Scope): StateStore {
  const browserHash = visitor.browser === null ? null : sha256(visitor.browser);
  return {
    async generateStateParam() {
      if (!scope || browserHash === null) throw new Error("an install begins in a project and in a browser");
      const state = randomToken(32);
      await beginState(scope, { stateHash: sha256(state), browserHash, userId: visitor.user.userId }, now);
      return state;
    },
    async verifyStateParam(_now, state) {
      const taken = await takeState(visitor.user, { stateHash: sha256(state), browserHash }, now);
      if (!taken.ok) throw new StateRefused(taken.reason, taken.projectId);
      return { scopes: [...botScopes], metadata: taken.projectId };
    },
  };
}

/** What the library calls an installation, in our words. @throws when it has no bot or no place. */
function grantOf({ team, enterprise, bot, user, appId, incomingWebhook, ...rest }: Installation): Grant {
  const isEnterpriseInstall = rest.isEnterpriseInstall === true;
  const holder = isEnterpriseInstall ? enterprise : team;
  if (!bot || !holder || appId === undefined)
    throw new Error("Slack granted an installation without a bot, a place or an app");
  const { channel, channelId, configurationUrl } = incomingWebhook ?? {};
  return {
    holderId: holder.id,
    isEnterpriseInstall,
    enterpriseId: enterprise?.id ?? null,
    teamId: team?.id ?? null,
    teamName: holder.name || holder.id,
    appId,
    botUserId: bot.userId,
    botId: bot.id || null,
    scopes: bot.scopes,
    tokens: {
      botToken: bot.token,
      refreshToken: bot.refreshToken ?? null,
      expiresAt: bot.expiresAt === undefined ? null : new Date(bot.expiresAt * 1_000),
    },
    installedBy: user.id,
    channel: channelId === undefined ? null : { id: channelId, name: nameOf(channel, channelId) },
    configurationUrl: configurationUrl ?? null,
  };
}

const nameOf = (channel: string | undefined, id: string) => channel?.replace(/^#/, "") || id;

const holderOf = ({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>) =>
  (isEnterpriseInstall ? enterpriseId : teamId) ?? "";

type StoreOptions = { now: Date; onStored?: (stored: StoredInstallation) => void };

/** The library's store of installations, over our table, as one project's person sees it. */
export function createInstallationStore(scope: Scope, { now, onStored }: StoreOptions): InstallationStore {
  return {
    async storeInstallation(installation) {
      onStored?.(await storeInstallation(scope, grantOf(installation), now));
    },
    async fetchInstallation(query) {
      const found = await findByHolder(scope, holderOf(query));
      const access = found && (await findAccess(scope, found.id));
      if (!found || !access || access.botToken === null) throw new Error("There is no such installation.");
      return {
        team: found.isEnterpriseInstall ? undefined : { id: found.holderId, name: found.teamName },
        enterprise: found.enterpriseId === null ? undefined : { id: found.enterpriseId },
        isEnterpriseInstall: found.isEnterpriseInstall,
        user: { id: found.installedBy ?? "", token: undefined, scopes: undefined },
        // Renewing is ours: the library's own goes on with the dead token when Slack refuses.
        bot: {
          token: access.botToken,
          scopes: access.scopes,
          id: found.botId ?? "",
          userId: found.botUserId,
        },
        appId: found.appId,
        tokenType: "bot",
        authVersion: "v2",
      };
    },
    async deleteInstallation(query) {
      const found = await findByHolder(scope, holderOf(query));
      if (found) await eraseInstallation(scope, found.id);
    },
  };
}
