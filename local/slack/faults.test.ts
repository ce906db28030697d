import { describe, expect, it } from "vitest";
import { demoChannels, demoWebhookPath } from "@/local/slack/demo-world";
import { type Bench, refusalOf, startBench, thrownBy } from "@/local/slack/testing/harness";

const message = { channel: demoChannels.billingAlerts.id, text: "hello" };
const here = { method: "chat.postMessage" };

function send(bench: Bench, timeout = 5_000): Promise<unknown> {
  return bench.client(undefined, { timeout }).chat.postMessage(message);
}

async function stored(bench: Bench): Promise<number> {
  const list = await bench.read("messages");
  return Array.isArray(list) ? list.length : Number.NaN;
}

describe("injected faults, as the published SDK sees them", () => {
  it("429 with a number of seconds", async () => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind: "429", retryAfter: 7 });
    expect(await thrownBy(send(bench))).toMatchObject({
      code: "slack_webapi_rate_limited_error",
      retryAfter: 7,
    });
    expect(await stored(bench)).toBe(0);
  });

  it.each(["none", "date"])(
    "429 with %s for a Retry-After throws an error without a code",
    async (retryAfter) => {
      const bench = await startBench();
      await bench.tell("faults", { match: here, kind: "429", retryAfter });
      const error = await thrownBy(send(bench));
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toHaveProperty("code");
    },
  );

  it("rate_limited with HTTP 200 carries its wait in the metadata", async () => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind: "error:rate_limited", retryAfter: 9 });
    expect(await refusalOf(send(bench))).toMatchObject({
      error: "rate_limited",
      response_metadata: { retryAfter: 9 },
    });
  });

  it.each([500, 503])("status %i comes as an HTML page", async (status) => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind: `status:${status}` });
    const error = await thrownBy(send(bench));
    expect(error).toMatchObject({ code: "slack_webapi_http_error", statusCode: status });
    expect(error).toHaveProperty("headers.content-type", "text/html");
  });

  it.each([
    ["status:html", /<!DOCTYPE html>/],
    ["empty", /^$/],
  ])("a 200 that is not JSON (%s) ends up in the error's word", async (kind, expected) => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind });
    expect((await refusalOf(send(bench))).error).toMatch(expected);
  });

  it.each([
    ["hang_before_headers", 0],
    ["hang_body", 1],
    ["cut_body", 1],
    ["reset", 0],
    ["redirect", 0],
  ])("%s: the call fails, and %i messages are stored", async (kind, count) => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind });
    expect(await thrownBy(send(bench, 300))).toBeInstanceOf(Error);
    expect(await stored(bench)).toBe(count);
  });

  it.each(["500", "timeout", "cut"])("post_then_fail by %s stores the message all the same", async (how) => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind: "post_then_fail", how });
    expect(await thrownBy(send(bench, 300))).toBeInstanceOf(Error);
    expect(await stored(bench)).toBe(1);
    await send(bench);
    expect(await stored(bench)).toBe(2);
  });

  it("latency delays, and nothing else", async () => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, kind: "latency:60" });
    const began = performance.now();
    await send(bench);
    expect(performance.now() - began).toBeGreaterThanOrEqual(59);
  });
});

describe("which calls a fault takes", () => {
  it("strikes as often as it was told, and then no more", async () => {
    const bench = await startBench();
    await bench.tell("faults", { match: here, times: 2, kind: "error:is_archived" });
    expect(await refusalOf(send(bench))).toMatchObject({ error: "is_archived" });
    expect(await bench.read("faults")).toMatchObject([{ times: 1, hits: 1 }]);
    expect(await refusalOf(send(bench))).toMatchObject({ error: "is_archived" });
    await expect(send(bench)).resolves.toMatchObject({ ok: true });
  });

  it("can be meant for one channel, by id or by name", async () => {
    const bench = await startBench();
    await bench.tell("faults", { match: { channel: "ops-alerts" }, kind: { error: "is_archived" } });
    await expect(send(bench)).resolves.toMatchObject({ ok: true });
    const toOps = bench.client().chat.postMessage({ channel: demoChannels.opsAlerts.id, text: "x" });
    expect(await refusalOf(toOps)).toMatchObject({ error: "is_archived" });
  });

  it("waits until it is deleted when it has no number of times", async () => {
    const bench = await startBench();
    const added = await bench.tell("faults", { match: {}, times: null, kind: { "429": { retryAfter: 3 } } });
    for (let call = 0; call < 3; call++) expect(await thrownBy(send(bench))).toMatchObject({ retryAfter: 3 });
    expect(await bench.tell("faults", { delete: added.id })).toMatchObject({ deleted: 1 });
    await expect(send(bench)).resolves.toMatchObject({ ok: true });
  });

  it("speaks the words of a webhook with their statuses", async () => {
    const bench = await startBench();
    await bench.tell("faults", [
      { match: { webhook: demoWebhookPath }, kind: "error:no_active_hooks" },
      { match: { webhook: true }, kind: "429:30" },
      { match: { webhook: "*" }, kind: "error:rollup_error" },
    ]);
    const post = () => fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"x"}' });
    const answers = [await post(), await post(), await post(), await post()];
    expect(answers.map((answer) => answer.status)).toEqual([404, 429, 500, 200]);
    expect(answers[1]?.headers.get("retry-after")).toBe("30");
  });

  it("answers, word for word, what nobody foresaw", async () => {
    const bench = await startBench();
    const answer = { kind: "answer:418", body: "teapot", headers: { "x-short": "stout" } };
    await bench.tell("faults", [
      { match: { webhook: "*" }, ...answer },
      { match: here, kind: "answer", status: 200, body: '{"ok":true}' },
    ]);
    const answered = await fetch(bench.url + demoWebhookPath, { method: "POST", body: '{"text":"x"}' });
    expect([answered.status, answered.headers.get("x-short"), await answered.text()]).toEqual([
      418,
      "stout",
      "teapot",
    ]);
    expect(await send(bench)).toMatchObject({ ok: true });
    expect(await stored(bench)).toBe(0);
    expect(await bench.tell("faults", { kind: "answer:99" })).toMatchObject({ ok: false });
  });

  it("refuses a fault that does not exist", async () => {
    const bench = await startBench();
    expect(await bench.tell("faults", { kind: "earthquake" })).toMatchObject({ ok: false });
  });
});
