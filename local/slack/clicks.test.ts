import { describe, expect, it } from "vitest";
import { demoChannels, demoCredentials, demoUsers } from "@/local/slack/demo-world";
import { sign } from "@/local/slack/signals/signature";
import { type AppServer, startApp } from "@/local/slack/testing/app-server";
import { type Bench, errorOf, startBench } from "@/local/slack/testing/harness";
import { unknownKeys } from "@/local/slack/testing/known-keys";
import { isJsonObject, type JsonObject, parseJson } from "@/local/slack/world/json";

const channel = demoChannels.billingAlerts.id;
const options = ["1h", "1d"].map((value) => ({ text: { type: "plain_text" as const, text: value }, value }));
const blocks = [
  {
    type: "actions" as const,
    block_id: "case-1",
    elements: [
      {
        type: "button" as const,
        action_id: "ack",
        text: { type: "plain_text" as const, text: "Acknowledge" },
        value: "v1",
      },
      { type: "static_select" as const, action_id: "snooze", options },
    ],
  },
];

function payloadOf(app: AppServer, at = 0): JsonObject {
  const payload = parseJson(new URLSearchParams(app.received[at]?.body).get("payload") ?? "");
  return isJsonObject(payload) ? payload : {};
}

async function withMessage(app: AppServer): Promise<{ bench: Bench; ts: string }> {
  const bench = await startBench({ appUrl: app.origin });
  const sent = await bench.client().chat.postMessage({ channel, text: "Payment failed", blocks });
  return { bench, ts: String(sent.ts) };
}

describe("a click", () => {
  it("reaches the app as a signed form with everything it needs", async () => {
    const app = await startApp();
    const { bench, ts } = await withMessage(app);
    const told = await bench.tell("click", { channel, ts, actionId: "ack", user: "kim" });
    expect(told).toMatchObject({ ok: true, status: 200 });
    const [request] = app.received;
    const timestamp = String(request?.headers["x-slack-request-timestamp"]);
    expect(request?.path).toBe("/api/integrations/slack/interactions");
    expect(request?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(request?.headers["x-slack-signature"]).toBe(
      sign(demoCredentials.signingSecret, timestamp, request?.body ?? ""),
    );
    expect(payloadOf(app)).toMatchObject({
      type: "block_actions",
      team: { id: "T0BELLWIRE", domain: "acme-demo" },
      user: { id: demoUsers.kim.id, username: "kim" },
      container: { type: "message", message_ts: ts, channel_id: channel },
      channel: { id: channel, name: "billing-alerts" },
      message: { ts, text: "Payment failed" },
      actions: [{ type: "button", action_id: "ack", block_id: "case-1", value: "v1" }],
    });
    expect(unknownKeys("block_actions", payloadOf(app))).toEqual([]);
  });

  it("carries the option that was chosen, and is refused for one that is not there", async () => {
    const app = await startApp();
    const { bench } = await withMessage(app);
    await bench.tell("click", { channel: "billing-alerts", action_id: "snooze", value: "1d" });
    expect(payloadOf(app).actions).toMatchObject([{ action_id: "snooze", selected_option: { value: "1d" } }]);
    expect(await bench.tell("click", { channel, actionId: "snooze", value: "1y" })).toMatchObject({
      ok: false,
    });
    expect(await bench.tell("click", { channel, actionId: "nothing" })).toMatchObject({ ok: false });
    expect(app.received).toHaveLength(1);
  });

  it("says when the app did not take it in time, or at all", async () => {
    const app = await startApp((_request, count) => (count === 1 ? "never" : { status: 500 }));
    const { bench, ts } = await withMessage(app);
    await bench.tell("assumptions", { ackTimeoutMs: 50 });
    const press = { channel, ts, actionId: "ack" };
    expect(await bench.tell("click", press)).toMatchObject({ ok: false, status: 0 });
    expect(await bench.tell("click", press)).toMatchObject({ ok: false, status: 500 });
  });

  it("lets the app edit the message, which then says that it was edited", async () => {
    const app = await startApp();
    const { bench, ts } = await withMessage(app);
    await bench.tell("click", { channel, ts, actionId: "ack" });
    await bench.client().chat.update({ channel, ts, text: "Acknowledged", blocks: [] });
    expect(await bench.read("messages")).toMatchObject([
      { ts, text: "Acknowledged", blocks: [], edited: true },
    ]);
    expect(await bench.tell("click", { channel, ts, actionId: "ack" })).toMatchObject({ ok: false });
  });
});

describe("a response_url", () => {
  async function clicked(): Promise<{ bench: Bench; answer: (body: object) => Promise<Response> }> {
    const app = await startApp();
    const { bench, ts } = await withMessage(app);
    await bench.tell("click", { channel, ts, actionId: "ack" });
    const url = String(payloadOf(app).response_url);
    return { bench, answer: (body) => fetch(url, { method: "POST", body: JSON.stringify(body) }) };
  }

  it("answers the person alone, or the channel, or replaces the message, or takes it away", async () => {
    const { bench, answer } = await clicked();
    await answer({ text: "only you" });
    expect(await bench.read("messages")).toHaveLength(1);
    expect(await bench.read("messages?ephemeral=true")).toHaveLength(2);
    await answer({ text: "everybody", response_type: "in_channel" });
    expect(await bench.read("messages")).toHaveLength(2);
    await answer({ text: "instead", replace_original: true });
    expect(await bench.read("messages")).toMatchObject([{ text: "instead", edited: true }, {}]);
    await answer({ delete_original: true });
    expect(await bench.read("messages")).toMatchObject([{ text: "everybody" }]);
  });

  it("works five times", async () => {
    const { answer } = await clicked();
    for (let use = 0; use < 5; use++) expect((await answer({ text: "x" })).status).toBe(200);
    const sixth = await answer({ text: "x" });
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: "used_url" }]);
  });

  it("works for thirty minutes", async () => {
    const { bench, answer } = await clicked();
    bench.state.clock.shift(30 * 60_000 + 1);
    expect(await (await answer({ text: "x" })).json()).toEqual({ ok: false, error: "expired_url" });
  });
});

describe("a modal", () => {
  const view = {
    type: "modal" as const,
    callback_id: "note",
    title: { type: "plain_text" as const, text: "Add a note" },
    blocks: [
      {
        type: "input" as const,
        block_id: "note",
        label: { type: "plain_text" as const, text: "Note" },
        element: { type: "plain_text_input" as const, action_id: "text" },
      },
    ],
  };

  async function trigger(): Promise<{ bench: Bench; app: AppServer; id: string }> {
    const app = await startApp((_request, count) => {
      if (count !== 2) return { status: 200 };
      return {
        status: 200,
        body: JSON.stringify({ response_action: "errors", errors: { note: "Too short" } }),
      };
    });
    const { bench, ts } = await withMessage(app);
    await bench.tell("click", { channel, ts, actionId: "ack" });
    return { bench, app, id: String(payloadOf(app).trigger_id) };
  }

  it("opens once, within three seconds", async () => {
    const { bench, id } = await trigger();
    const open = (trigger_id: string) => bench.client().views.open({ trigger_id, view });
    expect(await errorOf(open("1.2.abc"))).toBe("invalid_trigger_id");
    const opened = await open(id);
    expect(opened.view).toMatchObject({ callback_id: "note", id: expect.stringMatching(/^V/) });
    expect(await errorOf(open(id))).toBe("exchanged_trigger_id");
    const late = await trigger();
    late.bench.state.clock.shift(3_001);
    expect(await errorOf(late.bench.client().views.open({ trigger_id: late.id, view }))).toBe(
      "expired_trigger_id",
    );
  });

  it("is refused with the place of what is wrong", async () => {
    const { bench, id } = await trigger();
    const title = { type: "plain_text" as const, text: "A title of more than 24 characters" };
    expect(await errorOf(bench.client().views.open({ trigger_id: id, view: { ...view, title } }))).toBe(
      "invalid_arguments",
    );
  });

  it("is submitted, stays open on errors, and closes", async () => {
    const { bench, app, id } = await trigger();
    await bench.client().views.open({ trigger_id: id, view });
    const values = { note: { text: "hi" } };
    expect(await bench.tell("submit", { values })).toMatchObject({
      ok: true,
      body: { response_action: "errors" },
    });
    expect(bench.state.views.size).toBe(1);
    expect(payloadOf(app, 1)).toMatchObject({
      type: "view_submission",
      view: {
        callback_id: "note",
        state: { values: { note: { text: { type: "plain_text_input", value: "hi" } } } },
      },
    });
    await bench.tell("submit", { values });
    expect(bench.state.views.size).toBe(0);
  });
});
