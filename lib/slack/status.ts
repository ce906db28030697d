import type { InstallationStatus } from "@/db/enums";
import type { Scope } from "@/lib/auth/scope";
import type { DestinationError } from "@/lib/destinations/schema";
import { type Installation, listInstallations } from "@/lib/installations/queries";
import {
  type ChannelHealth,
  type Elsewhere,
  type Hour,
  hourlyByInstallation,
  listChannelHealth,
  listElsewhere,
  namePeople,
} from "@/lib/installations/status/queries";
import {
  chosenChannel,
  lastErrorOf,
  lastSuccessOf,
  type SlackStatus,
  statusOf,
} from "@/lib/installations/status/summary";
import type { Mark } from "@/lib/repairs/commands";
import { type probe, probeSometimes } from "./probe";
import { grantsOf, missingScopes, type ScopeGrant } from "./scopes";

type Options = { now: Date; ask?: typeof probe };

/**
 * The status of a project's Slack connection, with Slack's own word of a moment ago: a token that was revoked shows as not
 * connected. Of several workspaces, the one that the project uses, else the newest that works.
 */
export async function slackStatus(
  scope: Scope,
  { now, ask = probeSometimes }: Options,
): Promise<{ status: SlackStatus; marks: Mark[] }> {
  const [installations, channels] = await Promise.all([listInstallations(scope), listChannelHealth(scope)]);
  const installation = representative(installations, channels);
  if (installation?.status !== "active") {
    return { status: statusOf(installation, channels, { isDead: false, isMember: null }), marks: [] };
  }
  const channelId = chosenChannel(installation, channels)?.id ?? null;
  const found = await ask(installation, channelId, now);
  const isDead = found.token.state === "dead";
  const isMember = found.channel?.ok ? found.channel.value.isMember : null;
  if (!isDead) return { status: statusOf(installation, channels, { isDead, isMember }), marks: found.marks };
  const [renewed, health] = await Promise.all([listInstallations(scope), listChannelHealth(scope)]);
  const after = renewed.find(({ id }) => id === installation.id);
  return { status: statusOf(after, health, { isDead, isMember: false }), marks: found.marks };
}

/** Installations come with those that work first; one that the project uses goes before one that it does not. */
function representative(installations: readonly Installation[], channels: readonly ChannelHealth[]) {
  const isUsed = ({ id }: Installation) => channels.some(({ installationId }) => installationId === id);
  const working = installations.filter(({ status }) => status === "active");
  return working.find(isUsed) ?? working[0] ?? installations.find(isUsed) ?? installations[0];
}

/** One connected workspace as the Integrations page shows it. */
export type InstallationView = {
  id: string;
  status: InstallationStatus;
  workspace: { id: string; name: string };
  /** A whole Slack organization rather than one workspace. */
  isEnterpriseInstall: boolean;
  /** The channel picked in the consent, else the project's first. */
  channel: { id: string; name: string } | null;
  /** Slack's own page for managing it. */
  configurationUrl: string | null;
  installedAt: Date;
  /** Who started it, as Bellwire knows them; null for who has left, or was never ours. */
  installedBy: string | null;
  /** The Slack user who pressed Allow. */
  installedBySlackUser: string | null;
  grants: ScopeGrant[];
  /** Required scopes that are not granted: connect again. */
  missingScopes: string[];
  lastSuccessAt: Date | null;
  lastError: DestinationError | null;
  /** Held for all its destinations in this project. */
  heldCount: number;
  channels: ChannelHealth[];
  /** The organization's other projects that send through it, and to how many destinations. */
  elsewhere: Elsewhere[];
  /** The last 24 hours, oldest first. */
  hourly: Hour[];
};

/** Every workspace of the organization as one project sees it: those that work first. Asks Slack nothing. */
export async function getSlackStatus(scope: Scope, now: Date): Promise<InstallationView[]> {
  const installations = await listInstallations(scope);
  if (installations.length === 0) return [];
  const userIds = installations.flatMap(({ installedByUserId: id }) => (id === null ? [] : [id]));
  const [channels, elsewhere, hourlyOf, people] = await Promise.all([
    listChannelHealth(scope),
    listElsewhere(scope),
    hourlyByInstallation(scope, now),
    namePeople(scope, userIds),
  ]);
  return installations.map((installation) => {
    const own = channels.filter(({ installationId }) => installationId === installation.id);
    return {
      id: installation.id,
      status: installation.status,
      workspace: { id: installation.holderId, name: installation.teamName },
      isEnterpriseInstall: installation.isEnterpriseInstall,
      channel: chosenChannel(installation, own),
      configurationUrl: installation.configurationUrl,
      installedAt: installation.installedAt,
      installedBy: people.get(installation.installedByUserId ?? "") ?? null,
      installedBySlackUser: installation.installedBy,
      grants: grantsOf(installation.scopes),
      missingScopes: missingScopes(installation.scopes),
      lastSuccessAt: lastSuccessOf(own),
      lastError: lastErrorOf(installation, own),
      heldCount: own.reduce((sum, { heldCount }) => sum + heldCount, 0),
      channels: own,
      elsewhere: elsewhere.filter(({ installationId }) => installationId === installation.id),
      hourly: hourlyOf(installation.id),
    };
  });
}
