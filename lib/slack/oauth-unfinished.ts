import { findProjectMember } from "@/lib/auth/project-member";
import { systemScope } from "@/lib/auth/system";
import { findInstallation } from "@/lib/installations/queries";
import { listUnfinished, type Unfinished } from "@/lib/installations/states/queries";
import type { Wake } from "@/lib/lanes/commands";
import { log } from "@/lib/log";
import { mend } from "./mending";
import { welcomeChannel } from "./oauth-connected";
import { freshBotToken } from "./oauth-token";

const scope = systemScope("slack-install");

/** Later than that, a message that somebody has connected Slack would be news to nobody. */
const withinMs = 60 * 60_000;

async function finish({ installationId, projectId, ...left }: Unfinished, now: Date): Promise<Wake[]> {
  const { userId, email, channelId, channelName, isAgain } = left;
  const user = { userId, email };
  const member = await findProjectMember(user, projectId);
  const installation = await findInstallation(scope, installationId);
  if (!member || !installation) return [];
  const access = await freshBotToken(member.scope, installationId, now);
  if (!access.ok) return [];
  const { scopes } = installation;
  await mend({ installationIds: [installationId] }, { kind: "connected", scopes }, now);
  const channel = { id: channelId, name: channelName ?? channelId };
  const { token } = access;
  const wakes = await welcomeChannel({ user, member, installation, token, channel, isAgain, now });
  log.info({ installationId, projectId }, "slack.install_finished");
  return wakes === "no_room" ? [] : wakes;
}

/**
 * Does what an install still owed when its process died: the picked channel's destination, and the one message. What was
 * done already is not done twice, whoever else is at it.
 * @param which only this person's.
 * @returns the lanes to wake.
 */
export async function finishInstalls(which: { userId?: string | undefined }, now: Date): Promise<Wake[]> {
  const unfinished = await listUnfinished(scope, { ...which, since: new Date(now.getTime() - withinMs) });
  const wakes: Wake[] = [];
  for (const one of unfinished) {
    try {
      wakes.push(...(await finish(one, now)));
    } catch (error) {
      log.warn({ error, installationId: one.installationId }, "slack.install_not_finished");
    }
  }
  return wakes;
}
