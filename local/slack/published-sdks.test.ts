import { App, HTTPReceiver } from "@slack/bolt";
import { SlackAPIClient, verifySlackRequest } from "slack-edge";
import { afterEach, describe, expect, it } from "vitest";
import { demoBotToken, demoChannels, demoCredentials, demoUsers } from "@/local/slack/demo-world";
import { startApp } from "@/local/slack/testing/app-server";
import { startBench } from "@/local/slack/testing/harness";

const channel = demoChannels.billingAlerts.id;
const button = {
  type: "button" as const,
  action_id: "ack",
  text: { type: "plain_text" as const, text: "Acknowledge" },
  value: "v1",
};
const blocks = [{ type: "actions" as const, block_id: "case-1", elements: [button] }];

const running: App[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop();
});

type Heard = { kind: string; user?: string; value?: string };

/** An app as Slack's own framework makes one, listening where Bellwire does. */
async function startBolt(slackUrl: string, heard: Heard[]): Promise<string> {
  const receiver = new HTTPReceiver({
    signingSecret: demoCredentials.signingSecret,
    endpoints: ["/api/integrations/slack/events", "/api/integrations/slack/interactions"],
    port: 0,
  });
  const app = new App({ receiver, token: demoBotToken, clientOptions: { slackApiUrl: `${slackUrl}/api/` } });
  app.action("ack", async ({ ack, body, payload }) => {
    await ack();
    heard.push({
      kind: "ack",
      user: body.user.id,
      ...("value" in payload && payload.value ? { value: payload.value } : {}),
    });
  });
  app.event("channel_rename", async ({ event }) => {
    heard.push({ kind: event.type });
  });
  const server = await app.start(0);
  running.push(app);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the app listens nowhere");
  return `http://127.0.0.1:${address.port}`;
}

describe("Slack's own framework", () => {
  it("accepts a click as the simulator sends it, and the simulator what it answers", async () => {
    const heard: Heard[] = [];
    const bench = await startBench({ now: Date.now });
    const appUrl = await startBolt(bench.url, heard);
    await bench.tell("app", { requestOrigin: appUrl });
    const { ts } = await bench.client().chat.postMessage({ channel, text: "Payment failed", blocks });
    expect(await bench.tell("click", { channel, ts, actionId: "ack", user: "kim" })).toMatchObject({
      ok: true,
      status: 200,
    });
    expect(heard).toEqual([{ kind: "ack", user: demoUsers.kim.id, value: "v1" }]);
  });

  it("accepts an event as the simulator sends it", async () => {
    const heard: Heard[] = [];
    const bench = await startBench({ now: Date.now });
    await bench.tell("app", { requestOrigin: await startBolt(bench.url, heard) });
    await bench.tell("channels", { action: "rename", channel: "billing-alerts", name: "billing" });
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual([{ kind: "channel_rename" }]);
  });
});

describe("an independent client", () => {
  it("verifies what the simulator signs, and refuses it when a byte was changed", async () => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin, now: Date.now });
    const { ts } = await bench.client().chat.postMessage({ channel, text: "Payment failed", blocks });
    await bench.tell("click", { channel, ts, actionId: "ack" });
    const [request] = app.received;
    const headers = new Headers();
    for (const name of ["x-slack-signature", "x-slack-request-timestamp"])
      headers.set(name, String(request?.headers[name]));
    const body = request?.body ?? "";
    expect(await verifySlackRequest(demoCredentials.signingSecret, headers, body)).toBe(true);
    expect(await verifySlackRequest(demoCredentials.signingSecret, headers, `${body} `)).toBe(false);
  });

  it("posts, lists and reads errors as it would at Slack", async () => {
    const bench = await startBench();
    const client = new SlackAPIClient(demoBotToken, { baseUrl: `${bench.url}/api/` });
    const sent = await client.chat.postMessage({ channel, text: "Hello" });
    expect(sent).toMatchObject({ ok: true, channel });
    const { channels } = await client.conversations.list({ types: ["public_channel"], limit: 200 });
    expect(channels?.map(({ id }) => id)).toContain(channel);
    await expect(client.chat.postMessage({ channel: "C0NOWHERE1", text: "Hello" })).rejects.toMatchObject({
      error: "channel_not_found",
    });
  });
});
