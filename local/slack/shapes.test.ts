import { describe, expect, it } from "vitest";
import { demoBotToken, demoChannels, demoUsers } from "@/local/slack/demo-world";
import { type Bench, startBench } from "@/local/slack/testing/harness";
import { unknownKeys } from "@/local/slack/testing/known-keys";

const channel = demoChannels.billingAlerts.id;

async function raw(
  bench: Bench,
  method: string,
  values: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const response = await fetch(`${bench.url}/api/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${demoBotToken}`, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(values).toString(),
  });
  const body: Record<string, unknown> = await response.json();
  return body;
}

describe("answers have no key that Slack's own do not have", () => {
  it.each([
    ["auth.test", {}],
    ["chat.postMessage", { channel, text: "hello" }],
    ["chat.postMessage", { channel, blocks: '[{"type":"nonsense"}]' }],
    ["chat.postEphemeral", { channel, user: demoUsers.kim.id, text: "hello" }],
    ["conversations.info", { channel }],
    ["conversations.list", { types: "public_channel,private_channel" }],
    ["conversations.list", { types: "private_channel,mpim" }],
    ["conversations.members", { channel }],
    ["conversations.open", { users: demoUsers.kim.id }],
    ["users.info", { user: demoUsers.kim.id }],
    ["users.list", {}],
    ["users.lookupByEmail", { email: demoUsers.kim.email }],
    ["users.lookupByEmail", { email: "nobody@acme.test" }],
  ])("%s %o", async (method, values) => {
    const bench = await startBench();
    const form = Object.fromEntries(Object.entries(values));
    const body = await raw(bench, method, form);
    expect(unknownKeys(method, body)).toEqual([]);
    expect(body).toHaveProperty("ok");
  });

  it("chat.update, chat.getPermalink and chat.delete", async () => {
    const bench = await startBench();
    const posted = await raw(bench, "chat.postMessage", { channel, text: "hello" });
    const ts = String(posted.ts);
    const updated = await raw(bench, "chat.update", { channel, ts, text: "changed" });
    expect(unknownKeys("chat.update", updated)).toEqual([]);
    const linked = await raw(bench, "chat.getPermalink", { channel, message_ts: ts });
    expect(unknownKeys("chat.getPermalink", linked)).toEqual([]);
    expect(linked.permalink).toBe(`https://acme-demo.slack.com/archives/${channel}/p${ts.replace(".", "")}`);
    const deleted = await raw(bench, "chat.delete", { channel, ts });
    expect(unknownKeys("chat.delete", deleted)).toEqual([]);
    expect(await bench.read("messages")).toEqual([]);
  });

  it("conversations.join", async () => {
    const bench = await startBench();
    bench.state.installations.forEach((one) => void one.scopes.push("channels:join"));
    const joined = await raw(bench, "conversations.join", { channel: demoChannels.general.id });
    expect(unknownKeys("conversations.join", joined)).toEqual([]);
    const again = await raw(bench, "conversations.join", { channel: demoChannels.general.id });
    expect(again.response_metadata).toEqual({ warnings: ["already_in_channel"] });
  });
});
