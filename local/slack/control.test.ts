import { describe, expect, it } from "vitest";
import { demoBotToken, demoChannels, demoWebhookPath } from "@/local/slack/demo-world";
import { startBench } from "@/local/slack/testing/harness";

const channel = demoChannels.billingAlerts.id;

describe("the control plane", () => {
  it("tells the messages of a channel, oldest first, with exactly these fields", async () => {
    const bench = await startBench();
    const parent = await bench.client().chat.postMessage({ channel, text: "one" });
    await bench.client().chat.postMessage({ channel, text: "two", thread_ts: String(parent.ts) });
    const list = await bench.read("messages?channel=billing-alerts");
    expect(list).toEqual([
      {
        channel,
        channelName: "billing-alerts",
        ts: parent.ts,
        threadTs: null,
        text: "one",
        blocks: [],
        attachments: [],
        edited: false,
        username: "Bellwire",
        via: "bot",
        receivedAt: expect.any(Number),
      },
      expect.objectContaining({ text: "two", threadTs: parent.ts }),
    ]);
  });

  it("names the channel as it is called now, and shows an edit at once", async () => {
    const bench = await startBench();
    const sent = await bench.client().chat.postMessage({ channel, text: "one" });
    await bench.read("messages");
    await bench.tell("channels", { action: "rename", channel, name: "money" });
    await bench.client().chat.update({ channel, ts: String(sent.ts), text: "two" });
    await bench.client().chat.update({ channel, ts: String(sent.ts), text: "three" });
    expect(await bench.read("messages?channel=money")).toMatchObject([
      { channelName: "money", text: "three", edited: true },
    ]);
  });

  it("tells all messages in the order in which they came, with the wall clock's instant", async () => {
    const bench = await startBench();
    const before = performance.timeOrigin + performance.now();
    await bench.client().chat.postMessage({ channel, text: "one" });
    await fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"two"}' });
    await bench.client().chat.postMessage({ channel: demoChannels.general.id, text: "three" });
    const after = performance.timeOrigin + performance.now();
    const list = await bench.read("messages");
    expect(list).toMatchObject([{ text: "one" }, { text: "two", via: "webhook" }, { text: "three" }]);
    for (const { receivedAt } of Array.isArray(list) ? list : []) {
      expect(receivedAt).toBeGreaterThan(before);
      expect(receivedAt).toBeLessThan(after);
    }
    expect(await bench.read("messages?limit=1")).toMatchObject([{ text: "three" }]);
    expect(await bench.read("messages?channel=nowhere")).toEqual([]);
  });

  it("stays quick with ten thousand messages", async () => {
    const bench = await startBench();
    await bench.tell("limits", { enabled: false });
    const body = new URLSearchParams({ channel, text: "x".repeat(200) }).toString();
    const headers = {
      authorization: `Bearer ${demoBotToken}`,
      "content-type": "application/x-www-form-urlencoded",
    };
    const post = () =>
      fetch(`${bench.url}/api/chat.postMessage`, { method: "POST", headers, body }).then((one) => one.text());
    await post();
    const [first] = bench.state.messages.all();
    for (let number = 0; number < 10_000 && first !== undefined; number++) {
      bench.state.messages.add({ ...first, ts: `1800000000.${String(number).padStart(6, "0")}` });
    }
    await bench.read("messages");
    const began = performance.now();
    const list = await bench.read("messages?channel=billing-alerts");
    expect(list).toHaveLength(10_001);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it("tells the requests without their secrets", async () => {
    const bench = await startBench();
    await bench.client().chat.postMessage({ channel, text: "hello" });
    await bench.client().auth.test({ token: demoBotToken });
    await fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"x"}' });
    await bench
      .client()
      .oauth.v2.access({ client_id: "1.2", client_secret: "s3cr3t", code: "c0de" })
      .catch(() => undefined);
    const list = await bench.read("requests");
    expect(list).toMatchObject([
      {
        method: "POST",
        path: "/api/chat.postMessage",
        status: 200,
        at: expect.any(Number),
        headers: expect.any(Object),
      },
      { path: "/api/auth.test" },
      { path: "/services/T0BELLWIRE/B0OPSHOOK1/[redacted]" },
      { path: "/api/oauth.v2.access" },
    ]);
    const text = JSON.stringify(list);
    expect(text).toContain("text=hello");
    for (const secret of [demoBotToken, "SimulatedOpsAlertsHook01", "s3cr3t", "c0de"])
      expect(text).not.toContain(secret);
  });

  it("goes back to the seeded world", async () => {
    const bench = await startBench();
    await bench.client().chat.postMessage({ channel, text: "hello" });
    await bench.tell("channels", { delete: "random" });
    await bench.tell("channels", { create: { name: "new-one" } });
    await bench.tell("limits", { enabled: false });
    await bench.tell("faults", { kind: "status:500" });
    await bench.tell("reset");
    expect(await bench.read("messages")).toEqual([]);
    expect(await bench.read("requests")).toEqual([]);
    expect(await bench.read("faults")).toEqual([]);
    expect(await bench.read("limits")).toMatchObject({ enabled: true });
    expect(bench.state.channels.has(demoChannels.random.id)).toBe(true);
    expect(JSON.stringify(await bench.read("channels"))).not.toContain("new-one");
    await expect(bench.client().chat.postMessage({ channel, text: "x" })).resolves.toMatchObject({
      ok: true,
    });
  });

  it("empties only what it is told to", async () => {
    const bench = await startBench();
    await bench.client().chat.postMessage({ channel, text: "hello" });
    await bench.tell("channels", { create: { name: "new-one" } });
    await bench.tell("reset", { only: ["messages"] });
    expect(await bench.read("messages")).toEqual([]);
    expect(await bench.read("requests")).toHaveLength(1);
    expect(JSON.stringify(await bench.read("channels"))).toContain("new-one");
  });

  it("moves, sets, stops and resets the clock", async () => {
    const bench = await startBench();
    const start = bench.state.clock.now();
    expect(await bench.tell("clock", { advanceSeconds: 90 })).toMatchObject({
      now: start + 90_000,
      offsetMs: 90_000,
    });
    expect(await bench.tell("clock", { now: "2030-01-01T00:00:00Z" })).toMatchObject({
      iso: "2030-01-01T00:00:00.000Z",
    });
    expect(await bench.tell("clock", { freeze: true })).toMatchObject({ frozen: true });
    expect(await bench.tell("clock", { reset: true })).toMatchObject({ now: start, frozen: false });
    expect(await bench.read("clock")).toMatchObject({ now: start });
  });

  it("creates channels, one or many, and refuses a name that is taken", async () => {
    const bench = await startBench();
    const made = await bench.tell("channels", { create: { name: "audit", private: true, withBot: true } });
    expect(made).toMatchObject({ ok: true, channel: { name: "audit" } });
    expect(await bench.client().chat.postMessage({ channel: "audit", text: "x" })).toMatchObject({
      ok: true,
    });
    expect(await bench.tell("channels", { create: "audit" })).toMatchObject({ ok: false });
    expect(await bench.tell("channels", { action: "fly", channel: "audit" })).toMatchObject({ ok: false });
  });

  it("says what there is when asked for something else", async () => {
    const bench = await startBench();
    expect(await bench.read("weather")).toMatchObject({
      ok: false,
      known: expect.arrayContaining(["messages", "faults"]),
    });
    const broken = await fetch(`${bench.url}/__sim/faults`, { method: "POST", body: "{" });
    expect(broken.status).toBe(400);
  });
});
