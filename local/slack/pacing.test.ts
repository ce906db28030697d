import { describe, expect, it } from "vitest";
import { demoChannels, demoUsers, demoWebhookPath } from "@/local/slack/demo-world";
import { type Bench, startBench, thrownBy } from "@/local/slack/testing/harness";

async function burst(bench: Bench, channel: string, count: number): Promise<(number | "ok")[]> {
  const client = bench.client();
  const outcomes: (number | "ok")[] = [];
  for (let number = 0; number < count; number++) {
    const failure: unknown = await client.chat.postMessage({ channel, text: `n ${number}` }).then(
      () => undefined,
      (error: unknown) => error,
    );
    const refused =
      failure instanceof Error && "retryAfter" in failure ? Number(failure.retryAfter) : undefined;
    if (failure !== undefined && refused === undefined) throw failure;
    outcomes.push(refused ?? "ok");
  }
  return outcomes;
}

describe("pacing of posts", () => {
  it("lets five through at once into one channel, then one a second, with a whole number of seconds to wait", async () => {
    const bench = await startBench();
    const { id } = demoChannels.billingAlerts;
    expect(await burst(bench, id, 20)).toEqual([...Array(5).fill("ok"), ...Array(15).fill(1)]);
    bench.state.clock.shift(1_000);
    expect(await burst(bench, id, 2)).toEqual(["ok", 1]);
    bench.state.clock.shift(60_000);
    expect(await burst(bench, id, 6)).toEqual([...Array(5).fill("ok"), 1]);
  });

  it("leaves other channels and other methods alone", async () => {
    const bench = await startBench();
    await burst(bench, demoChannels.billingAlerts.id, 10);
    expect(await burst(bench, demoChannels.general.id, 1)).toEqual(["ok"]);
    await expect(bench.client().auth.test()).resolves.toMatchObject({ ok: true });
  });

  it("counts a person's direct messages together, however the person is named", async () => {
    const bench = await startBench();
    const opened = await bench.client().conversations.open({ users: demoUsers.kim.id });
    const ways = [demoUsers.kim.id, opened.channel?.id ?? "", demoUsers.kim.id, opened.channel?.id ?? ""];
    for (const way of [...ways, demoUsers.kim.id]) expect(await burst(bench, way, 1)).toEqual(["ok"]);
    expect(await burst(bench, opened.channel?.id ?? "", 1)).toEqual([1]);
  });

  it("allows a workspace three hundred posts a minute over all its channels", async () => {
    const bench = await startBench();
    await bench.tell("channels", { bulk: { count: 70, prefix: "busy" } });
    let accepted = 0;
    for (let number = 1; number <= 70; number++) {
      const outcomes = await burst(bench, `busy-${String(number).padStart(4, "0")}`, 5);
      accepted += outcomes.filter((outcome) => outcome === "ok").length;
    }
    expect(accepted).toBe(300);
  });

  it("limits each method by its tier", async () => {
    const bench = await startBench();
    for (let call = 0; call < 20; call++) await bench.client().conversations.list({ limit: 1 });
    expect(await thrownBy(bench.client().conversations.list({ limit: 1 }))).toMatchObject({ retryAfter: 3 });
  });

  it("answers a webhook's burst with 429 as JSON", async () => {
    const bench = await startBench();
    const send = () => fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"x"}' });
    for (let number = 0; number < 5; number++) expect((await send()).status).toBe(200);
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(refused.headers.get("content-type")).toContain("application/json");
    expect(await refused.json()).toEqual({ retry_after: 1, ok: false, error: "rate_limited" });
  });

  it("can be turned off and on again, and disables an overused webhook only when told to", async () => {
    const bench = await startBench();
    await bench.tell("limits", { enabled: false, webhookAutoDisable: { posts: 8, seconds: 300 } });
    const send = () => fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"x"}' });
    for (let number = 0; number < 8; number++) expect((await send()).status).toBe(200);
    await send();
    expect(await (await send()).text()).toBe("no_active_hooks");
    expect(await burst(bench, demoChannels.billingAlerts.id, 10)).toEqual(Array(10).fill("ok"));
    await bench.tell("limits", { enabled: true });
    expect(await burst(bench, demoChannels.billingAlerts.id, 6)).toEqual([...Array(5).fill("ok"), 1]);
  });
});
