import { describe, expect, it } from "vitest";
import { demoBotToken, demoChannels, demoUsers } from "@/local/slack/demo-world";
import { errorOf, startBench } from "@/local/slack/testing/harness";

const { billingAlerts, general, archivedLaunch, financePrivate, leadershipPrivate } = demoChannels;

describe("chat.postMessage", () => {
  it("answers channel, ts and the message, whether called with a form or with JSON", async () => {
    const bench = await startBench();
    const form = await bench.client().chat.postMessage({ channel: billingAlerts.id, text: "one" });
    expect(form).toMatchObject({
      ok: true,
      channel: billingAlerts.id,
      message: { text: "one", type: "message" },
    });
    const json = await fetch(`${bench.url}/api/chat.postMessage`, {
      method: "POST",
      headers: { authorization: `Bearer ${demoBotToken}`, "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ channel: billingAlerts.id, text: "two" }),
    });
    expect(json.status).toBe(200);
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const body: { ts: string } = await json.json();
    expect(body).toMatchObject({ ok: true, message: { text: "two" } });
    expect(form.ts).toMatch(/^\d{10}\.\d{6}$/);
    expect(body.ts > String(form.ts)).toBe(true);
  });

  it("gives a ts that never repeats and always grows, also when the clock goes back", async () => {
    const bench = await startBench();
    await bench.tell("limits", { enabled: false });
    const stamps: string[] = [];
    for (let number = 0; number < 20; number++) {
      if (number === 10) bench.state.clock.shift(-60_000);
      const sent = await bench.client().chat.postMessage({ channel: billingAlerts.id, text: `n ${number}` });
      stamps.push(String(sent.ts));
    }
    expect(stamps).toEqual([...new Set(stamps)].sort());
    expect(stamps).toHaveLength(20);
  });

  it("echoes the text sanitised and the blocks with their ids and defaults", async () => {
    const bench = await startBench();
    const blocks = [{ type: "section", text: { type: "mrkdwn", text: "a" } }];
    const sent = await bench
      .client()
      .chat.postMessage({ channel: billingAlerts.id, text: "<b> & <!here>", blocks });
    expect(sent.message?.text).toBe("&lt;b&gt; &amp; <!here>");
    expect(sent.message?.blocks?.[0]).toMatchObject({
      block_id: expect.any(String),
      text: { verbatim: false },
    });
  });

  it("accepts a channel by its name, and escapes slashes in what it answers", async () => {
    const bench = await startBench();
    const url = `${bench.url}/api/chat.postMessage?channel=${encodeURIComponent("#billing-alerts")}&text=a/b`;
    const answer = await (await fetch(url, { headers: { authorization: `Bearer ${demoBotToken}` } })).text();
    expect(answer).toContain(String.raw`"text":"a\/b"`);
    expect(JSON.parse(answer)).toMatchObject({ channel: billingAlerts.id });
  });

  it("keeps replies with their parent", async () => {
    const bench = await startBench();
    const parent = await bench.client().chat.postMessage({ channel: billingAlerts.id, text: "parent" });
    const first = { channel: billingAlerts.id, text: "reply", thread_ts: String(parent.ts) };
    const reply = await bench.client().chat.postMessage(first);
    const second = { ...first, thread_ts: String(reply.ts), reply_broadcast: true };
    const broadcast = await bench.client().chat.postMessage(second);
    expect(reply.message?.thread_ts).toBe(parent.ts);
    expect(broadcast.message).toMatchObject({ thread_ts: parent.ts, subtype: "thread_broadcast" });
  });

  it("ignores a name and a picture without chat:write.customize, and uses them with it", async () => {
    const bench = await startBench();
    const look = { channel: billingAlerts.id, text: "x", username: "RevenueCat", icon_emoji: ":tada:" };
    await bench.client().chat.postMessage(look);
    bench.state.installations.forEach((one) => void one.scopes.push("chat:write.customize"));
    await bench.client().chat.postMessage(look);
    const names = await bench.read("messages?channel=billing-alerts");
    expect(names).toMatchObject([{ username: "Bellwire" }, { username: "RevenueCat" }]);
  });
});

describe("who may post where", () => {
  const table = [
    ["public, member", billingAlerts.id, true, undefined],
    ["public, member, without chat:write.public", billingAlerts.id, false, undefined],
    ["public, not a member, with chat:write.public", general.id, true, undefined],
    ["public, not a member, without it", general.id, false, "not_in_channel"],
    ["private, member", financePrivate.id, false, undefined],
    ["private, not a member", leadershipPrivate.id, true, "channel_not_found"],
    ["archived", archivedLaunch.id, true, "is_archived"],
    ["unknown", "C0NOWHERE1", true, "channel_not_found"],
    ["another workspace", "C0NWGENERL", true, "channel_not_found"],
    ["a person", demoUsers.kim.id, false, undefined],
    ["a deactivated person", demoUsers.deactivated.id, true, "user_disabled"],
  ] as const;

  it.each(table)("%s", async (_name, channel, withPublic, expected) => {
    const bench = await startBench();
    if (!withPublic) await bench.tell("installations", { action: "scopes", scopes: ["chat:write"] });
    const call = bench.client().chat.postMessage({ channel, text: "hello" });
    if (expected === undefined) await expect(call).resolves.toMatchObject({ ok: true });
    else expect(await errorOf(call)).toBe(expected);
  });

  it("answers the id of the direct conversation for a person, the same every time", async () => {
    const bench = await startBench();
    const first = await bench.client().chat.postMessage({ channel: demoUsers.kim.id, text: "hello" });
    const again = await bench.client().conversations.open({ users: demoUsers.kim.id });
    expect(first.channel).toMatch(/^D[A-Z0-9]{8,10}$/);
    expect(again.channel?.id).toBe(first.channel);
  });

  it.each([
    ["read_only", {}, "restricted_action_read_only_channel"],
    ["thread_only", {}, "restricted_action_thread_only_channel"],
  ])("refuses what an admin has restricted: %s", async (posting, more, expected) => {
    const bench = await startBench();
    await bench.tell("channels", { action: "posting", channel: "billing-alerts", posting });
    expect(
      await errorOf(bench.client().chat.postMessage({ channel: billingAlerts.id, text: "x", ...more })),
    ).toBe(expected);
  });
});
