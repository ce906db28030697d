import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";

const ENGINE_ONLY = test.skipIf(process.env.INNGEST_BASE_URL);

ENGINE_ONLY("health tells the functions and what waits", async () => {
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, () => 1),
  ]);
  const health = async () => (await fetch(`${harness.baseUrl}/health`)).json();
  expect(await health()).toEqual({
    status: "ok",
    queue: { depth: 0, due: 0, oldestDueMs: 0 },
    calling: 0,
    functions: 1,
    app: { up: true, problem: null },
    database: true,
  });
  await harness.send("x", {}, { ts: Date.now() + 60_000 });
  expect(await health()).toMatchObject({ queue: { depth: 1, due: 0 } });
});

ENGINE_ONLY("the runs page shows what ran, escaped, and no payload", async () => {
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("<img src=x>") }] }, () => {
      throw new Error("<script>alert(1)</script>");
    }),
  ]);
  await harness.send("<img src=x>", { password: "hunter2" });
  const read = async (path: string) => (await fetch(harness.baseUrl + path)).text();
  await eventually(async () => expect(await read("/runs?limit=5")).toContain('"status":"failed"'));
  const page = await read("/");
  expect(page).toContain("&#60;script&#62;");
  expect(page).not.toContain("<script>");
  expect(page).not.toContain("<img");
  expect(page + (await read("/runs"))).not.toContain("hunter2");
});

ENGINE_ONLY("what is meant for the SDK needs the signing key, and the rest is not there", async () => {
  const harness = await startHarness(() => []);
  const status = async (method: string, path: string, authorization = "Bearer no") =>
    (
      await fetch(harness.baseUrl + path, {
        method,
        headers: { authorization },
        body: method === "GET" ? null : "{}",
      })
    ).status;
  expect(await status("POST", "/fn/register")).toBe(401);
  expect(await status("POST", "/v1/checkpoint/run/async")).toBe(401);
  expect(await status("GET", "/v0/runs/run/batch")).toBe(401);
  expect(await status("GET", "/v0/runs/run/actions")).toBe(401);
  expect(await status("POST", "/e/")).toBe(404);
  expect(await status("GET", "/nothing")).toBe(404);
  expect(await status("GET", "/%E0%A4%A")).toBe(404);
});

ENGINE_ONLY("finished runs and their steps are pruned when their time is over", async () => {
  let offset = 0;
  let ran = 0;
  const harness = await startHarness(
    (client, event) => [
      client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, async ({ step }) => {
        await step.run("one", () => {
          ran += 1;
        });
      }),
    ],
    { now: () => Date.now() + offset },
  );
  const runs = async () => (await fetch(`${harness.baseUrl}/runs`)).text();
  await harness.send("x");
  await eventually(async () => expect(await runs()).toContain('"status":"completed"'));
  offset = 2 * 3_600_000;
  await harness.anotherEngine();
  await eventually(async () => expect(await runs()).toBe('{"runs":[]}'));
  expect(ran).toBe(1);
});
