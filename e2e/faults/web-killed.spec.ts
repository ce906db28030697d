import { randomInt } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { makeLanes } from "../support/lanes";
import { killAndWait } from "../support/parts";
import { settled } from "../support/settled";
import { steadyLoad } from "../support/steady-load";
import { expect, test } from "../support/test";

const KILLS = 20;
const LANES = 60;

test(`after ${KILLS} kills of the web process under load nothing is lost, and nothing doubled in silence`, async ({
  stack,
  tenant,
  slack,
}, info) => {
  test.setTimeout(300_000);
  // Slack's limit a workspace would only slow what is tested here.
  await slack.limits({ teamPerMinute: 100_000 });
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: LANES });
  const load = steadyLoad({ web: stack.web, apiKey: tenant.apiKey, lanes, perSecond: 12 });
  for (let kill = 0; kill < KILLS; kill++) {
    // Any moment: while it accepts, decides, sends or writes down.
    await delay(randomInt(50, 900));
    await killAndWait(stack, "web");
  }
  const ledger = await load.stop();
  const { promised, folded, doubledAndMarked, ...rest } = await settled(
    ledger,
    { stack, slack, tenant, lanes },
    120_000,
  );
  const counts = { kills: KILLS, promised, folded, doubledAndMarked: doubledAndMarked.length };
  info.annotations.push({ type: "ledger", description: JSON.stringify(counts) });
  expect(rest).toEqual({ lost: [], where: [], doubled: [], severalIds: [] });
  expect(promised).toBeGreaterThan(KILLS);
});
