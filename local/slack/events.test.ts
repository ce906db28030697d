import { describe, expect, it } from "vitest";
import { demoChannels, demoCredentials } from "@/local/slack/demo-world";
import { sign } from "@/local/slack/signals/signature";
import { type Received, startApp } from "@/local/slack/testing/app-server";
import { startBench } from "@/local/slack/testing/harness";
import { unknownKeys } from "@/local/slack/testing/known-keys";
import { isJsonObject, type JsonObject, objectAt, parseJson } from "@/local/slack/world/json";

const channel = demoChannels.billingAlerts.id;

function bodyOf(received: Received | undefined): JsonObject {
  const body = parseJson(received?.body ?? "");
  return isJsonObject(body) ? body : {};
}

function eventsOf(list: readonly Received[]): JsonObject[] {
  return list.map((one) => objectAt(bodyOf(one), "event") ?? {});
}

describe("events", () => {
  it("come to the app's path, signed, in their envelope", async () => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("channels", { action: "archive", channel: "billing-alerts" });
    await app.until(1);
    const [request] = app.received;
    const timestamp = String(request?.headers["x-slack-request-timestamp"]);
    expect(request?.path).toBe("/api/integrations/slack/events");
    expect(request?.headers["x-slack-signature"]).toBe(
      sign(demoCredentials.signingSecret, timestamp, request?.body ?? ""),
    );
    expect(bodyOf(request)).toMatchObject({
      type: "event_callback",
      team_id: "T0BELLWIRE",
      api_app_id: "A0BELLWIRE",
      event: { type: "channel_archive", channel },
      event_id: expect.stringMatching(/^Ev[A-Z0-9]+$/),
      authorizations: [
        { team_id: "T0BELLWIRE", user_id: "U0BELLWIRE", is_bot: true, is_enterprise_install: false },
      ],
    });
  });

  it.each([
    [{ archive: "billing-alerts" }, [{ type: "channel_archive", channel }]],
    [{ archive: "finance-private" }, [{ type: "group_archive", channel: demoChannels.financePrivate.id }]],
    [
      { action: "rename", channel, name: "money" },
      [{ type: "channel_rename", channel: { id: channel, name: "money" } }],
    ],
    [{ delete: "billing-alerts" }, [{ type: "channel_deleted", channel }]],
    [
      { kick: "billing-alerts" },
      [
        { type: "member_left_channel", channel, user: "U0BELLWIRE", channel_type: "C", team: "T0BELLWIRE" },
        { type: "channel_left", channel },
      ],
    ],
    [
      { invite: "general" },
      [{ type: "member_joined_channel", channel: demoChannels.general.id, user: "U0BELLWIRE" }],
    ],
    [{ change_id: "billing-alerts" }, [{ type: "channel_id_changed", old_channel_id: channel }]],
  ])("tell the app of %o", async (change, expected) => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("channels", change);
    await app.until(expected.length);
    const events = eventsOf(app.received);
    expect(events).toMatchObject(expected);
    for (const request of app.received) {
      const { context_team_id: _team, context_enterprise_id: _enterprise, ...body } = bodyOf(request);
      expect(unknownKeys(`event ${String(objectAt(body, "event")?.type)}`, body)).toEqual([]);
    }
  });

  it("say nothing of channels that the bot may not see", async () => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("channels", { archive: "leadership-private" });
    await bench.tell("channels", { archive: "general" });
    await app.until(1);
    expect(eventsOf(app.received)).toMatchObject([{ channel: demoChannels.general.id }]);
  });

  it.each([
    ["app_uninstalled_first", ["app_uninstalled", "tokens_revoked"]],
    ["tokens_revoked_first", ["tokens_revoked", "app_uninstalled"]],
  ])("of an uninstall come in either order: %s", async (uninstallOrder, expected) => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("assumptions", { uninstallOrder });
    await bench.tell("installations", { action: "uninstall" });
    await app.until(2);
    expect(eventsOf(app.received).map((event) => event.type)).toEqual(expected);
    const revoked = eventsOf(app.received).find((event) => event.type === "tokens_revoked");
    expect(revoked?.tokens).toEqual({ oauth: [], bot: ["U0BELLWIRE"] });
  });

  it("verify the URL with a challenge", async () => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("events", { type: "url_verification", challenge: "abc" });
    expect(bodyOf(app.received[0])).toMatchObject({ type: "url_verification", challenge: "abc" });
  });

  it("can be sent again under the same id", async () => {
    const app = await startApp();
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("events", { event: { type: "app_home_opened" }, eventId: "Ev0SAMEONE", times: 3 });
    expect(app.received.map((one) => bodyOf(one).event_id)).toEqual([
      "Ev0SAMEONE",
      "Ev0SAMEONE",
      "Ev0SAMEONE",
    ]);
  });
});

describe("retries", () => {
  const fast = { retryTimeScale: 0.00001, ackTimeoutMs: 100 };

  it("come three times after an error, with their number and their reason", async () => {
    const app = await startApp(() => ({ status: 500 }));
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("assumptions", fast);
    const told = await bench.tell("events", { event: { type: "app_uninstalled" } });
    const retries = app.received.map((one) => [
      one.headers["x-slack-retry-num"],
      one.headers["x-slack-retry-reason"],
    ]);
    expect(retries).toEqual([
      [undefined, undefined],
      ["1", "http_error"],
      ["2", "http_error"],
      ["3", "http_error"],
    ]);
    expect(new Set(app.received.map((one) => bodyOf(one).event_id)).size).toBe(1);
    expect(told.deliveries).toMatchObject([{ state: "given_up" }]);
  });

  it("follow a silence with http_timeout, and end when the app answers", async () => {
    const app = await startApp((_request, count) => (count === 1 ? "never" : { status: 200 }));
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("assumptions", fast);
    const told = await bench.tell("events", { event: { type: "app_uninstalled" } });
    expect(app.received[1]?.headers["x-slack-retry-reason"]).toBe("http_timeout");
    expect(told.deliveries).toMatchObject([
      { state: "delivered", tries: [{ outcome: "http_timeout" }, { outcome: 200 }] },
    ]);
  });

  it("do not come when the app forbids them", async () => {
    const app = await startApp(() => ({ status: 400, headers: { "x-slack-no-retry": "1" } }));
    const bench = await startBench({ appUrl: app.origin });
    await bench.tell("events", { event: { type: "app_uninstalled" } });
    expect(app.received).toHaveLength(1);
  });

  it("end in connection_failed when nobody is there", async () => {
    const bench = await startBench({ appUrl: "http://127.0.0.1:1" });
    await bench.tell("assumptions", fast);
    const told = await bench.tell("events", { event: { type: "app_uninstalled" } });
    expect(told.deliveries).toMatchObject([
      { state: "given_up", tries: Array(4).fill({ outcome: "connection_failed" }) },
    ]);
  });
});
