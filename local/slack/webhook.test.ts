import { IncomingWebhook } from "@slack/webhook";
import { describe, expect, it } from "vitest";
import { demoWebhookPath } from "@/local/slack/demo-world";
import { type Bench, startBench, thrownBy } from "@/local/slack/testing/harness";

async function post(bench: Bench, body: string, path: string = demoWebhookPath) {
  const response = await fetch(bench.url + path, { method: "POST", body });
  return [response.status, response.headers.get("content-type"), await response.text()];
}

describe("incoming webhooks", () => {
  it("answer the bare word ok", async () => {
    const bench = await startBench();
    expect(await post(bench, '{"text":"hello"}')).toEqual([200, "text/html", "ok"]);
    expect(await bench.read("messages?channel=ops-alerts")).toMatchObject([
      { text: "hello", via: "webhook" },
    ]);
  });

  it("work with the published client", async () => {
    const bench = await startBench();
    const hook = new IncomingWebhook(bench.url + demoWebhookPath);
    expect(await hook.send("hello")).toEqual({ text: "ok" });
    await bench.tell("webhooks", { action: "disable", webhook: "B0OPSHOOK1" });
    expect(await thrownBy(hook.send("again"))).toMatchObject({ statusCode: 404, body: "no_active_hooks" });
  });

  it("take the payload from a form as well, and ignore channel, username and icon", async () => {
    const bench = await startBench();
    const payload = {
      channel: "#general",
      username: "RevenueCat",
      icon_url: "https://x.example/i.png",
      text: "hello",
    };
    const form = new URLSearchParams({ payload: JSON.stringify(payload) });
    const response = await fetch(bench.url + demoWebhookPath, { method: "POST", body: form });
    expect(await response.text()).toBe("ok");
    expect(await bench.read("messages")).toMatchObject([
      { channelName: "ops-alerts", username: "Acme Alerts" },
    ]);
  });

  it.each([
    ["not JSON", "{", 400, "invalid_payload"],
    ["a list", "[]", 400, "invalid_payload"],
    ["nothing", "", 400, "invalid_payload"],
    ["no text", "{}", 400, "no_text"],
    ["blocks that are no list", '{"blocks":"x"}', 400, "invalid_blocks_format"],
    ["wrong blocks", '{"blocks":[{"type":"nonsense"}]}', 400, "invalid_blocks"],
    ["attachments that are no list", '{"attachments":1}', 400, "invalid_attachments"],
    [
      "blocks beside fields",
      '{"attachments":[{"blocks":[{"type":"divider"}],"fields":[]}]}',
      400,
      "invalid_attachments",
    ],
    [
      "101 attachments",
      JSON.stringify({ attachments: Array(101).fill({ text: "x" }) }),
      400,
      "too_many_attachments",
    ],
  ])("refuse %s", async (_name, body, status, word) => {
    const bench = await startBench();
    expect(await post(bench, body)).toEqual([status, "text/html", word]);
  });

  it.each([
    ["/services/T0BELLWIRE/B0OPSHOOK1/AnotherSecretAltogether0", 403, "invalid_token"],
    ["/services/T0BELLWIRE/B0NOTTHERE/SimulatedOpsAlertsHook01", 404, "no_service"],
    ["/services/T0NOTTHERE/B0OPSHOOK1/SimulatedOpsAlertsHook01", 404, "no_team"],
  ])("refuse the path %s", async (path, status, word) => {
    const bench = await startBench();
    expect(await post(bench, '{"text":"x"}', path)).toEqual([status, "text/html", word]);
  });

  it.each([
    ["channels", { archive: "ops-alerts" }, 410, "channel_is_archived"],
    ["channels", { delete: "ops-alerts" }, 404, "channel_not_found"],
    [
      "channels",
      { action: "posting", channel: "ops-alerts", posting: "read_only" },
      403,
      "action_prohibited",
    ],
    ["installations", { action: "disable" }, 403, "team_disabled"],
    ["webhooks", { action: "disable", webhook: "B0OPSHOOK1", refusal: "no_service" }, 404, "no_service"],
    ["faults", { match: { webhook: "*" }, kind: "error:rollup_error" }, 500, "rollup_error"],
  ])("after %s %o answer %i %s", async (noun, change, status, word) => {
    const bench = await startBench();
    expect(await bench.tell(noun, change)).toMatchObject({ ok: true });
    expect(await post(bench, '{"text":"x"}')).toEqual([status, "text/html", word]);
  });

  it("go on after the channel is unarchived", async () => {
    const bench = await startBench();
    await bench.tell("channels", { action: "archive", channel: "ops-alerts" });
    await bench.tell("channels", { action: "unarchive", channel: "ops-alerts" });
    expect(await post(bench, '{"text":"x"}')).toEqual([200, "text/html", "ok"]);
  });
});
