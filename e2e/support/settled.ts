import type { Lane } from "./lanes";
import { type Reconciled, reconcile, whereabouts } from "./reconcile";
import type { slackView } from "./slack-view";
import type { Stack } from "./stack";
import type { Ledger } from "./steady-load";
import type { Tenant } from "./tenant";
import { until } from "./until";

type Scene = {
  stack: Pick<Stack, "databaseUrl">;
  slack: ReturnType<typeof slackView>;
  tenant: Tenant;
  lanes: readonly Lane[];
};

/**
 * Waits until everything promised stands in Slack, or the time is over, and tells what became of it; `where` says how
 * far the missing ones have come.
 */
export async function settled(
  ledger: Ledger,
  { stack, slack, tenant, lanes }: Scene,
  withinMs: number,
): Promise<Reconciled & { where: string[] }> {
  const place = { databaseUrl: stack.databaseUrl, projectId: tenant.projectId };
  const look = async () => {
    const messages = (await Promise.all(lanes.map(({ channel }) => slack.messages(channel)))).flat();
    return reconcile(ledger, messages, place);
  };
  await until(async () => (await look()).lost.length === 0, {
    withinMs,
    everyMs: 500,
    what: "all is told",
  }).catch(() => undefined);
  const result = await look();
  return { ...result, where: await whereabouts(place, result.lost) };
}
