import { systemProjectScope, systemScope } from "@/lib/auth/system";
import { AppError } from "@/lib/errors";
import { moveDestination } from "@/lib/installations/destinations/commands";
import { listChannelPlaces } from "@/lib/installations/destinations/queries";
import { type Installation, listHolders } from "@/lib/installations/queries";
import {
  noteChannel,
  rememberTaken,
  renameChannel,
  renumberChannel,
  wasTaken,
} from "@/lib/installations/signals/commands";
import type { Wake } from "@/lib/lanes/commands";
import { breakDestinations, type Mark } from "@/lib/repairs/commands";
import { whereItHolds } from "./inbound-confirm";
import { endRevoked, endUninstalled } from "./inbound-ended";
import type { Signal, SlackEvent } from "./inbound-event";
import { mend } from "./mending";

const job = "slack-events";
const scope = systemScope(job);

/** What an event came to: destinations that broke by it, and lanes to wake. */
export type Handled = { marks: Mark[]; wakes: Wake[] };
const nothing: Handled = { marks: [], wakes: [] };

type Within = { installationIds: string[]; channelId?: string; teamIds?: string[] };

async function breakThose(which: Within, code: string, now: Date): Promise<Handled> {
  const places = await listChannelPlaces(scope, which);
  const marks: Mark[] = [];
  for (const [projectId, those] of Map.groupBy(places, (place) => place.projectId)) {
    const destinationIds = those.map(({ destinationId }) => destinationId);
    marks.push(
      ...(await breakDestinations(scope, { projectId, destinationIds }, { code, scope: "destination", now })),
    );
  }
  return { marks, wakes: [] };
}

const idsOf = (installations: readonly Installation[]) => installations.map(({ id }) => id);

/** Who may post in public channels without being in them is not hurt by having left one. */
const needsMembership = (isPrivate: boolean) => (installation: Installation) =>
  isPrivate || !installation.scopes.includes("chat:write.public");

async function follow(
  installations: readonly Installation[],
  { channelId, newChannelId }: Extract<Signal, { kind: "id_changed" }>,
): Promise<Handled> {
  const installationIds = idsOf(installations);
  const wakes: Wake[] = [];
  for (const place of await listChannelPlaces(scope, { installationIds, channelId })) {
    const project = systemProjectScope(job, place.organizationId, place.projectId);
    const config = { ...place.config, channelId: newChannelId };
    try {
      wakes.push(...(await moveDestination(project, place.destinationId, config)));
    } catch (error) {
      // The new channel has a destination already; this one will be found broken by its next message.
      if (!(error instanceof AppError)) throw error;
    }
  }
  await renumberChannel(scope, { installationIds, channelId, newChannelId });
  return { marks: [], wakes };
}

/** Applies one thing that happened to the installations that it is for. Doing so twice changes nothing. */
async function apply(
  installations: readonly Installation[],
  { signal, at }: SlackEvent,
  now: Date,
): Promise<Handled> {
  const installationIds = idsOf(installations);
  switch (signal.kind) {
    case "uninstalled":
      return { marks: await endUninstalled(installations, { at, now }), wakes: [] };
    case "token_revoked":
      return { marks: await endRevoked(installations, { botUserIds: signal.botUserIds, now }), wakes: [] };
    case "workspaces_lost":
      return breakThose({ installationIds, teamIds: signal.teamIds }, "team_access_not_granted", now);
    case "renamed":
      await renameChannel(scope, { installationIds, channelId: signal.channelId, name: signal.name });
      return nothing;
    case "archived": {
      const { channelId } = signal;
      const shut = await whereItHolds(installations, channelId, ({ isArchived }) => !isArchived);
      await noteChannel(scope, { installationIds: idsOf(shut), channelId }, "archived");
      return breakThose({ installationIds: idsOf(shut), channelId }, "is_archived", now);
    }
    case "unarchived":
      await noteChannel(scope, { installationIds, channelId: signal.channelId }, "unarchived");
      await mend({ installationIds, channelId: signal.channelId }, { kind: "unarchived" }, now);
      return nothing;
    case "deleted":
      await noteChannel(scope, { installationIds, channelId: signal.channelId }, "deleted");
      return breakThose({ installationIds, channelId: signal.channelId }, "channel_not_found", now);
    case "left": {
      const { channelId, userId, isPrivate } = signal;
      const named = installations.filter(({ botUserId }) => userId === null || userId === botUserId);
      const left = await whereItHolds(named, channelId, ({ isMember }) => isMember);
      await noteChannel(scope, { installationIds: idsOf(left), channelId }, "left");
      const hurt = left.filter(needsMembership(isPrivate));
      return breakThose({ installationIds: idsOf(hurt), channelId }, "not_in_channel", now);
    }
    case "joined": {
      const { channelId, userId } = signal;
      const joined = idsOf(installations.filter(({ botUserId }) => botUserId === userId));
      await noteChannel(scope, { installationIds: joined, channelId }, "joined");
      await mend({ installationIds: joined, channelId }, { kind: "invited" }, now);
      return nothing;
    }
    case "id_changed":
      return follow(installations, signal);
  }
}

/**
 * Takes an event of Slack's: for every organization that holds the workspace, once. One that was taken before changes
 * nothing; one that cannot be dealt with is thrown, not remembered, and comes again.
 */
export async function takeEvent(event: SlackEvent, now: Date): Promise<Handled> {
  if (await wasTaken(scope, event.eventId)) return nothing;
  const installations = await listHolders(scope, event);
  const handled = installations.length === 0 ? nothing : await apply(installations, event, now);
  await rememberTaken(scope, event.eventId, now);
  return handled;
}
