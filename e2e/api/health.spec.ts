import { z } from "zod";
import { ask } from "../support/api-client";
import { expect, test } from "../support/test";

test("health tells that all is well", async ({ stack }) => {
  const answer = await ask(`${stack.web}/api/health`);
  expect(answer.status).toBe(200);
  const shape = z.object({
    status: z.literal("ok"),
    version: z.string().regex(/^\d+\.\d+\.\d+/),
    database: z.literal("ok"),
    engine: z.unknown(),
  });
  expect(shape.safeParse(answer.body).error).toBeUndefined();
  expect(answer.body).toHaveProperty("engine");
});

test("health gives no secret away", async ({ stack }) => {
  const { text } = await ask(`${stack.web}/api/health`);
  expect(text).not.toContain("postgres://");
  expect(text).not.toMatch(/signkey|xoxb-|bw_live/);
});

test("the engine's endpoint takes no unsigned order", async ({ stack }) => {
  const url = `${stack.web}/api/inngest?fnId=bellwire-deliver-lane&stepId=step`;
  const body = JSON.stringify({
    event: { name: "bellwire/lane.due", data: { lane: "slack:any" } },
    events: [],
  });
  const headers = { "content-type": "application/json" };
  expect((await ask(url, { method: "POST", headers, body })).status).toBe(401);
  const forged = {
    ...headers,
    "x-inngest-signature": `t=${Math.floor(Date.now() / 1000)}&s=${"0".repeat(64)}`,
  };
  expect((await ask(url, { method: "POST", headers: forged, body })).status).toBe(401);
  expect((await ask(`${stack.web}/api/inngest`, { method: "PUT", headers, body: "{}" })).status).toBe(401);
});
