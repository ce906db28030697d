import { App, HTTPReceiver } from "@slack/bolt";
import { afterEach, describe, expect, test } from "vitest";
import type { Offer } from "@/lib/cases/actions/offer";
import { compose } from "@/lib/messages/compose";
import { renderForChannel } from "@/lib/slack/render";
import { demoBotToken, demoChannels, demoCredentials } from "@/local/slack/demo-world";
import { startBench } from "@/local/slack/testing/harness";
import { unknownKeys } from "@/local/slack/testing/known-keys";
import { type Interaction, readInteraction } from "./payload";
import { viewOf } from "./views";

const channel = demoChannels.billingAlerts.id;
const now = new Date();
const told = compose(
  {
    type: "approval.created",
    externalId: "e",
    occurredAt: now,
    environment: "production",
    data: { project: "p", key: "k", url: "https://a.example/" },
  },
  { now },
);
const offer = (more: Partial<Offer> = {}): Offer => ({
  ...{ reference: "ref-1", canAcknowledge: true, canDecide: false, hasCustomer: true },
  ...more,
});

const running: App[] = [];
afterEach(async () => {
  for (const app of running.splice(0)) await app.stop();
});

/** What Slack's own framework hands to an app, read as Bellwire reads it. */
type Heard = { body: object; interaction: Interaction };

async function bolt(slackUrl: string, heard: Heard[]): Promise<string> {
  const receiver = new HTTPReceiver({
    signingSecret: demoCredentials.signingSecret,
    endpoints: ["/api/integrations/slack/interactions"],
    port: 0,
  });
  const app = new App({ receiver, token: demoBotToken, clientOptions: { slackApiUrl: `${slackUrl}/api/` } });
  app.action(/.*/, async ({ ack, body }) => {
    await ack();
    heard.push({ body, interaction: readInteraction(body, now) });
    if (!("trigger_id" in body) || body.trigger_id === undefined) return;
    const { interaction } = heard.at(-1) ?? {};
    if (interaction?.kind !== "ask") return;
    const view = viewOf(interaction.view, { reference: interaction.press.reference, responseUrl: null });
    await app.client.views.open({ trigger_id: body.trigger_id, view: JSON.parse(JSON.stringify(view)) });
  });
  app.view(/.*/, async ({ ack, body }) => {
    const interaction = readInteraction(body, now);
    heard.push({ body, interaction });
    // What Bellwire answers is what the framework sends for this.
    if (interaction.kind === "mistake") await ack({ response_action: "errors", errors: interaction.errors });
    else await ack();
  });
  const server = await app.start(0);
  running.push(app);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the app listens nowhere");
  return `http://127.0.0.1:${address.port}`;
}

async function posted(given: Offer) {
  const heard: Heard[] = [];
  const bench = await startBench({ now: Date.now });
  await bench.tell("app", { requestOrigin: await bolt(bench.url, heard) });
  const payload = JSON.parse(JSON.stringify(renderForChannel(told, given)));
  const { ts } = await bench.client().chat.postMessage({ channel, ...payload });
  const press = (actionId: string, value?: string) =>
    bench.tell("click", { channel, ts, actionId, ...(value && { value }), user: "kim" });
  return { heard, bench, press };
}

describe("what we post, pressed at Slack's own framework", () => {
  test.each([
    ["acknowledge", undefined, { kind: "acknowledge" }, offer()],
    ["snooze", "1h", { kind: "snooze", for: "1h" }, offer()],
    ["more", "mine", { kind: "assign_me" }, offer()],
    ["approve", undefined, { kind: "decide", decision: "approve" }, offer({ canDecide: true })],
    ["decline", undefined, { kind: "decide", decision: "decline" }, offer({ canDecide: true })],
  ])("%s %s comes back whole, with the reference", async (actionId, value, deed, given) => {
    const { heard, press } = await posted(given);
    expect(await press(actionId, value)).toMatchObject({ ok: true, status: 200 });
    expect(heard[0]?.interaction).toMatchObject({ kind: "press", press: { reference: "ref-1", deed } });
    expect(unknownKeys("block_actions", heard[0]?.body)).toEqual([]);
  });

  test("a link is told of too, and is nothing to us", async () => {
    const { heard, press } = await posted(offer());
    expect(await press("open_0")).toMatchObject({ ok: true });
    expect(heard[0]?.interaction).toMatchObject({ kind: "other" });
  });

  test("a modal opens, stays open on a mistake, and comes back with what was chosen", async () => {
    const { heard, bench, press } = await posted(offer());
    await press("more", "mute");
    await expect.poll(() => bench.state.views.size).toBe(1);
    const chosen = (value: string) => ({
      mute: { days: { type: "static_select", selected_option: { value } } },
    });
    expect(await bench.tell("submit", { values: chosen("0") })).toMatchObject({
      body: { response_action: "errors", errors: { mute: "Choose how long." } },
    });
    expect(bench.state.views.size).toBe(1);
    await bench.tell("submit", { values: chosen("7") });
    expect(bench.state.views.size).toBe(0);
    expect(heard.at(-1)?.interaction).toMatchObject({
      kind: "press",
      press: { deed: { kind: "mute", days: 7 } },
    });
  });
});
