import { makeLanes } from "../support/lanes";
import { killAndWait } from "../support/parts";
import type { PartName } from "../support/ready-file";
import { reconcile } from "../support/reconcile";
import { steadyLoad } from "../support/steady-load";
import { expect, test } from "../support/test";

const LANES = 20;
const KILLS = 3;

for (const part of ["engine", "slack", "postgres"] satisfies PartName[]) {
  test(`after ${KILLS} kills of ${part} under load nothing is lost, and nothing doubled in silence`, async ({
    stack,
    tenant,
    slack,
  }) => {
    test.setTimeout(150_000);
    const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: LANES });
    const { web } = stack.pids();
    const load = steadyLoad({ web: stack.web, apiKey: tenant.apiKey, lanes, perSecond: 10 });
    for (let kill = 0; kill < KILLS; kill++) await killAndWait(stack, part);
    const ledger = await load.stop();

    const settle = async () => {
      const messages = (await Promise.all(lanes.map(({ channel }) => slack.messages(channel)))).flat();
      return reconcile(ledger, messages, { databaseUrl: stack.databaseUrl, projectId: tenant.projectId });
    };
    await expect
      .poll(async () => (await settle()).lost.length, { timeout: 90_000, intervals: [1000] })
      .toBe(0);
    expect(await settle()).toMatchObject({ lost: [], doubled: [], severalIds: [] });
    expect(ledger.size).toBeGreaterThan(0);
    expect(stack.pids().web, "the console was not taken down with it").toBe(web);
  });
}
