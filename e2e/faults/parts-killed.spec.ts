import { makeLanes } from "../support/lanes";
import { killAndWait } from "../support/parts";
import type { PartName } from "../support/ready-file";
import { settled } from "../support/settled";
import { steadyLoad } from "../support/steady-load";
import { expect, test } from "../support/test";

const LANES = 40;
const KILLS = 3;

for (const part of ["engine", "slack", "postgres"] satisfies PartName[]) {
  test(`after ${KILLS} kills of ${part} under load nothing is lost, and nothing doubled in silence`, async ({
    stack,
    tenant,
    slack,
  }, info) => {
    test.setTimeout(180_000);
    const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: LANES });
    const { web } = stack.pids();
    const load = steadyLoad({ web: stack.web, apiKey: tenant.apiKey, lanes, perSecond: 10 });
    for (let kill = 0; kill < KILLS; kill++) await killAndWait(stack, part);
    const ledger = await load.stop();
    const { promised, folded, doubledAndMarked, ...rest } = await settled(
      ledger,
      { stack, slack, tenant, lanes },
      90_000,
    );
    const counts = { kills: KILLS, promised, folded, doubledAndMarked: doubledAndMarked.length };
    info.annotations.push({ type: "ledger", description: JSON.stringify(counts) });
    expect(rest).toEqual({ lost: [], where: [], doubled: [], severalIds: [] });
    expect(promised).toBeGreaterThan(0);
    expect(stack.pids().web, "the console was not taken down with it").toBe(web);
  });
}
