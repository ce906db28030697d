import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { makeLanes } from "../support/lanes";
import { killAndWait } from "../support/parts";
import { reconcile } from "../support/reconcile";
import { steadyLoad } from "../support/steady-load";
import { expect, test } from "../support/test";

const KILLS = 20;
const LANES = 40;

test(`after ${KILLS} kills of the web process under load nothing is lost, and nothing doubled in silence`, async ({
  stack,
  tenant,
  slack,
}, info) => {
  test.setTimeout(240_000);
  // What is measured here is our own pace; Slack's limit a workspace would only slow it.
  await slack.limits({ teamPerMinute: 100_000 });
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: LANES });
  const load = steadyLoad({ web: stack.web, apiKey: tenant.apiKey, lanes, perSecond: 20 });
  for (let kill = 0; kill < KILLS; kill++) {
    // Any moment: while it accepts, decides, sends or writes down.
    await delay(randomInt(50, 900));
    await killAndWait(stack, "web");
  }
  const ledger = await load.stop();

  const settle = async () => {
    const messages = (await Promise.all(lanes.map(({ channel }) => slack.messages(channel)))).flat();
    return reconcile(ledger, messages, { databaseUrl: stack.databaseUrl, projectId: tenant.projectId });
  };
  await expect
    .poll(async () => (await settle()).lost.length, { timeout: 120_000, intervals: [1000] })
    .toBe(0);
  const { lost, doubled, doubledAndMarked, severalIds, ...counts } = await settle();
  info.annotations.push({
    type: "ledger",
    description: JSON.stringify({ ...counts, kills: KILLS, doubledAndMarked: doubledAndMarked.length }),
  });
  expect({ lost, doubled, severalIds }).toEqual({ lost: [], doubled: [], severalIds: [] });
  expect(counts.promised).toBeGreaterThan(KILLS);
});
