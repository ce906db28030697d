import { systemScope } from "@/lib/auth/system";
import { listChannelPlaces } from "@/lib/installations/destinations/queries";
import type { Installation } from "@/lib/installations/queries";
import { findAccess } from "@/lib/installations/tokens/queries";
import { askChannelInfo } from "./channels-info";

const scope = systemScope("slack-events");

/** Slack wants its answer within three seconds, this question included. */
const timeoutMs = 1_500;

type Change = { channelId: string; kind: "archived" | "left" };

/** Whether Slack says that what an event tells of a channel is past. Where Slack cannot say, the event is believed. */
async function isPast({ id }: Installation, { channelId, kind }: Change): Promise<boolean> {
  const access = await findAccess(scope, id);
  if (!access || access.botToken === null) return false;
  const asked = await askChannelInfo(access.botToken, channelId, timeoutMs);
  if (!asked.ok) return false;
  return kind === "archived" ? !asked.value.isArchived : asked.value.isMember;
}

/**
 * The installations that an event about a channel is still true for. Slack delivers late and out of order: the end of a
 * channel may be told after its return. Slack is asked only where a destination would break by it.
 */
export async function stillTrueFor(
  installations: readonly Installation[],
  change: Change,
): Promise<Installation[]> {
  const installationIds = installations.map(({ id }) => id);
  const { channelId } = change;
  const places = await listChannelPlaces(scope, { installationIds, channelId });
  const used = new Set(places.map(({ config }) => config.installationId));
  const past = await Promise.all(
    installations.map(async (one) => used.has(one.id) && (await isPast(one, change))),
  );
  return installations.filter((_, position) => !past[position]);
}
