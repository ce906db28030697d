import { systemScope } from "@/lib/auth/system";
import type { Installation } from "@/lib/installations/queries";
import { findAccess } from "@/lib/installations/tokens/queries";
import { askChannelInfo, type ChannelInfo } from "./channels-info";

const scope = systemScope("slack-events");

/** Slack wants its answer within three seconds, this question included. */
const timeoutMs = 1_500;

async function isContradicted(
  { id }: Installation,
  channelId: string,
  contradicts: (info: ChannelInfo) => boolean,
): Promise<boolean> {
  const access = await findAccess(scope, id);
  if (!access || access.botToken === null) return false;
  const asked = await askChannelInfo(access.botToken, channelId, timeoutMs);
  return asked.ok && contradicts(asked.value);
}

/**
 * The installations for which bad news of a channel still hold. Events come late and out of order: one of an archiving that
 * was undone since would break what works, and nothing would come that mends it. Where Slack does not say, the news hold.
 * @param contradicts whether a channel as it is now makes the news old.
 */
export async function whereItHolds(
  installations: readonly Installation[],
  channelId: string,
  contradicts: (info: ChannelInfo) => boolean,
): Promise<Installation[]> {
  const old = await Promise.all(installations.map((one) => isContradicted(one, channelId, contradicts)));
  return installations.filter((_, index) => old[index] === false);
}
