import { setTimeout as delay } from "node:timers/promises";
import { problem } from "../api/answers";
import { ask } from "../support/api-client";
import { custom } from "../support/event";
import { makeLanes } from "../support/lanes";
import { haltSupervisor, isGone, untilHealthy } from "../support/parts";
import { expect, mentions, test } from "../support/test";
import { until } from "../support/until";

test("without a database the API asks for another try at once, and recovers by itself", async ({
  stack,
  tenant,
  api,
  slack,
}) => {
  test.setTimeout(120_000);
  const [lane] = await makeLanes(stack, tenant, { prefix: tenant.projectSlug, count: 1 });
  const event = () => custom(lane?.eventType ?? "");
  const before = event();
  expect((await api.send(before)).status).toBe(202);
  const { web, postgres } = stack.pids();

  const supervisor = haltSupervisor(stack);
  try {
    // Immediate shutdown: as after a crash, it comes back through recovery.
    process.kill(postgres, "SIGQUIT");
    await until(() => isGone(postgres), { withinMs: 10_000, what: "the database is gone" });
    // Long enough for pauses that grow from try to try to show.
    for (const until = performance.now() + 5000; performance.now() < until; await delay(250)) {
      const answers = await Promise.all([
        api.send(event()),
        api.send({ events: [event(), event()] }),
        api.get("/api/v1/notifications"),
      ]);
      for (const answer of answers) {
        expect(answer.status).toBe(503);
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
        expect(problem(answer.body).status).toBe(503);
        expect(answer.milliseconds).toBeLessThan(2000);
      }
    }
    const health = await ask(`${stack.web}/api/health`);
    expect(health.status).toBe(503);
    expect(health.milliseconds).toBeLessThan(2000);
  } finally {
    supervisor.resume();
  }

  await untilHealthy(stack);
  expect(stack.pids().web).toBe(web);
  const after = event();
  await until(async () => (await api.send(after)).status === 202, {
    withinMs: 5000,
    what: "an event is taken again",
  });
  for (const { id } of [before, after]) {
    await expect
      .poll(async () => (await slack.messages(lane?.channel)).filter((one) => mentions(one, id)).length, {
        timeout: 45_000,
      })
      .toBe(1);
  }
});
