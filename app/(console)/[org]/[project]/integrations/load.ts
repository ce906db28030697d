import { after } from "next/server";
import { reportBroken } from "@/inngest/report";
import type { Scope } from "@/lib/auth/scope";
import { probeSometimes } from "@/lib/slack/probe";
import { getSlackStatus, type InstallationView } from "@/lib/slack/status";

/** A workspace with Slack's word of a moment ago on whether the bot is in its channel; null where it could not say. */
export type SeenInstallation = { installation: InstallationView; botInChannel: boolean | null };

/**
 * Every workspace of the organization as the project sees it. Slack is asked about each that seems to work, so that an
 * access that was revoked there shows at once.
 */
export async function loadInstallations(scope: Scope, now: Date): Promise<SeenInstallation[]> {
  const stored = await getSlackStatus(scope, now);
  const working = stored.filter(({ status }) => status === "active");
  const probes = await Promise.all(
    working.map(async (view) => ({
      id: view.id,
      ...(await probeSometimes(view, view.channel?.id ?? null, now)),
    })),
  );
  const marks = probes.flatMap((probe) => probe.marks);
  if (marks.length > 0) after(() => reportBroken(marks));
  const isDead = probes.some(({ token }) => token.state === "dead");
  const views = isDead ? await getSlackStatus(scope, now) : stored;
  return views.map((installation) => {
    const channel = probes.find(({ id }) => id === installation.id)?.channel;
    return { installation, botInChannel: channel?.ok ? channel.value.isMember : null };
  });
}
