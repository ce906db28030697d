import { custom } from "../support/event";
import { makeLanes } from "../support/lanes";
import { haltSupervisor, isGone } from "../support/parts";
import { expect, mentions, test } from "../support/test";
import { until } from "../support/until";
import { ledgerOf } from "./outcomes/ledger";

const LANES = 20;

// A connection that is refused has carried nothing: it is tried again, and nothing is marked as possibly doubled.
test("while nobody listens at Slack's address everything waits, and then arrives once", async ({
  stack,
  tenant,
  api,
  slack,
}) => {
  test.setTimeout(90_000);
  const lanes = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: LANES });
  const events = lanes.map(({ eventType }) => custom(eventType));
  const ledger = ledgerOf({ databaseUrl: stack.databaseUrl, tenant });
  const before = stack.pids().slack;
  const supervisor = haltSupervisor(stack);
  try {
    process.kill(before, "SIGKILL");
    await until(() => isGone(before), { withinMs: 10_000, what: "Slack is gone" });
    expect((await api.send({ events })).status).toBe(202);
    await until(
      async () => (await ledger.found()).filter(({ code }) => code === "unreachable").length === LANES,
      {
        withinMs: 15_000,
        what: "each was tried",
      },
    );
  } finally {
    supervisor.resume();
  }
  expect(await ledger.settled(60_000)).toEqual([]);
  const found = await ledger.found();
  expect(found.map(({ state, twice }) => [state, twice])).toEqual(found.map(() => ["sent", false]));
  expect(Math.min(...found.map(({ tries }) => tries))).toBeGreaterThanOrEqual(2);
  const messages = await slack.messages();
  const standing = events.map(({ id }) => messages.filter((one) => mentions(one, id)).length);
  expect(standing).toEqual(events.map(() => 1));
});
