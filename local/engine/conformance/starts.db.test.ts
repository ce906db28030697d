import { expect, test } from "vitest";
import { eventually } from "../testing/eventually";
import { startHarness } from "../testing/harness";
import { TEST_KEYS } from "../testing/keys";

test("a function sees the event as it was sent", async () => {
  const seen: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "see", retries: 0, triggers: [{ event: event("sent") }] },
      ({ event: given, runId }) => {
        seen.push({ ...given, runId: typeof runId });
      },
    ),
  ]);
  const data = { text: "ünï\u0000code \ud83d", deep: { list: [1, 2.5, null, true] }, __proto__x: 1 };
  await harness.send("sent", data, { id: "evt-1", ts: 1_700_000_000_123 });
  await eventually(() => expect(seen).toHaveLength(1));
  expect(seen[0]).toMatchObject({
    name: harness.event("sent"),
    id: "evt-1",
    ts: 1_700_000_000_123,
    data,
    user: {},
    runId: "string",
  });
});

test("only events that meet the condition start the function", async () => {
  const seen: unknown[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      {
        id: "big",
        retries: 0,
        triggers: [{ event: event("paid"), if: "event.data.amount >= 100 && event.data.ok" }],
      },
      ({ event: given }) => seen.push(given.data.amount),
    ),
  ]);
  await harness.client.send(
    [50, 100, 200].map((amount) => ({ name: harness.event("paid"), data: { amount, ok: amount !== 200 } })),
  );
  await harness.send("paid", { amount: 300, ok: true });
  await eventually(() => expect(seen).toHaveLength(2));
  expect(seen.sort()).toEqual([100, 300]);
});

test("every function of an event runs, and one POST may carry many events", async () => {
  const seen: string[] = [];
  const harness = await startHarness((client, event) =>
    ["first", "second"].map((id) =>
      client.createFunction({ id, retries: 0, triggers: [{ event: event("x") }] }, ({ event: given }) => {
        seen.push(`${id} ${given.data.n}`);
      }),
    ),
  );
  await harness.client.send([1, 2, 3].map((n) => ({ name: harness.event("x"), data: { n } })));
  await eventually(() => expect(seen).toHaveLength(6));
  expect(seen.sort()).toEqual(["first 1", "first 2", "first 3", "second 1", "second 2", "second 3"]);
});

test("an event id starts each function once", async () => {
  const seen: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, () => seen.push("a")),
    client.createFunction({ id: "b", retries: 0, triggers: [{ event: event("x") }] }, () => seen.push("b")),
  ]);
  const sends = Array.from({ length: 20 }, () => harness.send("x", {}, { id: "same" }));
  await Promise.all(sends);
  await eventually(() => expect(seen).toHaveLength(2));
  await harness.send("x", {}, { id: "other" });
  await eventually(() => expect(seen).toHaveLength(4));
  expect(seen.sort()).toEqual(["a", "a", "b", "b"]);
});

test("a request that the SDK repeats starts nothing twice", async () => {
  const seen: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, ({ event: given }) =>
      seen.push(given.data.n),
    ),
  ]);
  const post = async (seed: string, n: number) => {
    const response = await fetch(`${harness.baseUrl}/e/${TEST_KEYS.eventKey}`, {
      method: "POST",
      headers: { "x-inngest-event-id-seed": seed },
      body: JSON.stringify([{ name: harness.event("x"), data: { n } }]),
    });
    expect(response.status).toBe(200);
    return JSON.stringify(await response.json());
  };
  const seed = `${Date.now()},QUJDREVGR0hJSg==`;
  expect(await post(seed, 1)).toBe(await post(seed, 1));
  await post(`${Date.now()},S0xNTk9QUVJTVA==`, 2);
  await eventually(() => expect(seen).toContain(2));
  expect(seen.filter((n) => n === 1)).toHaveLength(1);
});

test("an event with a future ts starts its function at that instant", async () => {
  const late: number[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction(
      { id: "wake", retries: 0, triggers: [{ event: event("due") }] },
      ({ event: given }) => {
        late.push(Date.now() - given.ts);
      },
    ),
  ]);
  await harness.send("due", {}, { ts: Date.now() });
  const at = Date.now() + 400;
  await Promise.all([400, 150, 250].map((ms) => harness.send("due", {}, { ts: at - 400 + ms })));
  await eventually(() => expect(late).toHaveLength(4));
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late.slice(1))).toBeLessThan(harness.engine ? 100 : 1_500);
});

test("the event API refuses a wrong key, a body that is not JSON, and reserved names", async () => {
  const seen: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, ({ event: given }) =>
      seen.push(given.data.by),
    ),
  ]);
  const post = async (key: string, body: string) =>
    (await fetch(`${harness.baseUrl}/e/${key}`, { method: "POST", body })).status;
  const good = JSON.stringify({ name: harness.event("x"), data: { by: "wrong key" } });
  expect(await post("not-the-key", good)).toBe(401);
  expect(await post(TEST_KEYS.eventKey, "{")).toBe(400);
  expect(await post(TEST_KEYS.eventKey, JSON.stringify({ data: {} }))).toBe(400);
  expect(await post(TEST_KEYS.eventKey, JSON.stringify({ name: "inngest/function.failed", data: {} }))).toBe(
    400,
  );
  await harness.send("x", { by: "right key" });
  await eventually(() => expect(seen).toEqual(["right key"]));
});

test("an app that is called without the server's signature runs nothing", async () => {
  const seen: string[] = [];
  const harness = await startHarness((client, event) => [
    client.createFunction({ id: "a", retries: 0, triggers: [{ event: event("x") }] }, ({ event: given }) =>
      seen.push(given.data.by),
    ),
  ]);
  const forged = {
    event: { name: "x", data: { by: "stranger" } },
    events: [],
    steps: {},
    ctx: { run_id: "r", attempt: 0 },
  };
  const url = `${harness.app.url}?fnId=${harness.client.id}-a&stepId=step`;
  expect((await fetch(url, { method: "POST", body: JSON.stringify(forged) })).status).toBe(401);
  expect((await fetch(harness.app.url, { method: "PUT" })).status).toBe(401);
  await harness.send("x", { by: "server" });
  await eventually(() => expect(seen).toEqual(["server"]));
});
