import { makeLanes } from "../support/lanes";
import { killAndWait } from "../support/parts";
import { settled } from "../support/settled";
import { steadyLoad } from "../support/steady-load";
import { expect, test } from "../support/test";

const LANES = 40;
const ROUNDS = 2;

test("after kills of engine, Slack and database under load nothing is lost, and nothing doubled in silence", async ({
  stack,
  tenant,
  slack,
}, info) => {
  test.setTimeout(240_000);
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: LANES });
  const { web } = stack.pids();
  const load = steadyLoad({ web: stack.web, apiKey: tenant.apiKey, lanes, perSecond: 10 });
  for (let round = 0; round < ROUNDS; round++) {
    for (const part of ["engine", "slack", "postgres"] as const) await killAndWait(stack, part);
  }
  const ledger = await load.stop();
  const { promised, folded, doubledAndMarked, ...rest } = await settled(
    ledger,
    { stack, slack, tenant, lanes },
    120_000,
  );
  const counts = { promised, folded, doubledAndMarked: doubledAndMarked.length };
  info.annotations.push({ type: "ledger", description: JSON.stringify(counts) });
  expect(rest).toEqual({ lost: [], where: [], doubled: [], severalIds: [] });
  expect(promised).toBeGreaterThan(0);
  expect(stack.pids().web, "the console was not taken down with it").toBe(web);
});
