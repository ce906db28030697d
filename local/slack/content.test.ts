import { describe, expect, it } from "vitest";
import { demoBotToken, demoChannels } from "@/local/slack/demo-world";
import { type Bench, errorOf, refusalOf, startBench } from "@/local/slack/testing/harness";
import { isJsonObject } from "@/local/slack/world/json";

const channel = demoChannels.billingAlerts.id;
const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } });
const button = (id: string) => ({ type: "button", action_id: id, text: plain("Press") });
const long = (length: number) => "x".repeat(length);

async function send(bench: Bench, content: Record<string, unknown>): Promise<Record<string, unknown>> {
  const response = await fetch(`${bench.url}/api/chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${demoBotToken}`, "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ channel, ...content }),
  });
  const body: Record<string, unknown> = await response.json();
  return body;
}

describe("blocks", () => {
  const table: [name: string, blocks: unknown[], errors: string[]][] = [
    [
      "51 blocks",
      Array(51).fill({ type: "divider" }),
      ["no more than 50 items allowed [json-pointer:/blocks]"],
    ],
    [
      "a text of 3,001",
      [section(long(3_001))],
      [
        "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
      ],
    ],
    [
      "a header of 151",
      [{ type: "header", text: plain(long(151)) }],
      ["must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
    ],
    [
      "11 fields",
      [{ type: "section", fields: Array(11).fill(plain("x")) }],
      ["no more than 10 items allowed [json-pointer:/blocks/0/fields]"],
    ],
    [
      "26 buttons",
      [
        { type: "divider" },
        { type: "actions", elements: Array.from({ length: 26 }, (_, at) => button(`b${at}`)) },
      ],
      ["no more than 25 items allowed [json-pointer:/blocks/1/elements]"],
    ],
    [
      "an empty field",
      [{ type: "section", fields: [plain("x"), plain("")] }],
      [
        "failed to match all allowed schemas [json-pointer:/blocks/0/fields/1]",
        "must be more than 0 characters [json-pointer:/blocks/0/fields/1/text]",
      ],
    ],
    [
      "an action id twice in one block",
      [{ type: "actions", elements: [button("x"), button("x")] }],
      ['`action_id` "x" already exists [json-pointer:/blocks/0/elements/1/action_id]'],
    ],
    ["no type", [{ text: "x" }], ["missing required field: type [json-pointer:/blocks/0]"]],
    ["an unknown type", [{ type: "banner" }], ["unsupported type: banner [json-pointer:/blocks/0/type]"]],
    [
      "a key too many",
      [{ type: "divider", color: "red" }],
      ["invalid additional property: color [json-pointer:/blocks/0]"],
    ],
    ["a text instead of an object", ["x"], ["must provide an object [json-pointer:/blocks/0]"]],
  ];

  it.each(table)("%s: refused with the place, in both lists", async (_name, blocks, errors) => {
    const bench = await startBench();
    expect(await send(bench, { blocks })).toMatchObject({
      ok: false,
      error: "invalid_blocks",
      errors,
      response_metadata: { messages: errors.map((line) => `[ERROR] ${line}`) },
    });
  });

  it.each([
    ["50 blocks", Array(50).fill({ type: "divider" })],
    ["a text of 3,000", [section(long(3_000))]],
    ["a header of 150", [{ type: "header", text: plain(long(150)) }]],
    ["10 fields", [{ type: "section", fields: Array(10).fill(plain("x")) }]],
    ["25 buttons", [{ type: "actions", elements: Array.from({ length: 25 }, (_, at) => button(`b${at}`)) }]],
    ["the same action id in two blocks", Array(2).fill({ type: "actions", elements: [button("x")] })],
  ])("%s: accepted", async (_name, blocks) => {
    const bench = await startBench();
    expect(await send(bench, { text: "x", blocks })).toMatchObject({ ok: true });
  });

  it("too much text in all together", async () => {
    const bench = await startBench();
    const blocks = Array(5).fill(section(long(2_700)));
    expect(await send(bench, { blocks })).toEqual({ ok: false, error: "msg_blocks_too_long" });
  });

  it("no list at all", async () => {
    const bench = await startBench();
    expect(await send(bench, { blocks: { type: "divider" } })).toEqual({
      ok: false,
      error: "invalid_blocks_format",
    });
  });

  it("blocks.validate says the same without a token", async () => {
    const bench = await startBench();
    const anonymous = bench.client("");
    expect(await anonymous.blocks.validate({ blocks: [section("fine")] })).toMatchObject({ ok: true });
    const refused = await refusalOf(anonymous.blocks.validate({ blocks: [section("")] }));
    expect(refused.errors).toContainEqual(expect.objectContaining({ pointer: "/blocks/0/text/text" }));
  });
});

describe("text", () => {
  it("longer than 4,000 is stored as two messages, of which one ts is told", async () => {
    const bench = await startBench();
    const sent = await send(bench, { text: long(4_100) });
    const stored = await bench.read("messages");
    const list = Array.isArray(stored) ? stored.filter(isJsonObject) : [];
    expect(list.map((one) => String(one.text).length)).toEqual([4_000, 100]);
    expect(list[0]?.ts).toBe(sent.ts);
  });

  it("is cut at 40,000", async () => {
    const bench = await startBench();
    await send(bench, { text: long(40_500) });
    const stored = await bench.read("messages");
    const list = Array.isArray(stored) ? stored.filter(isJsonObject) : [];
    expect(list.reduce((sum, one) => sum + String(one.text).length, 0)).toBe(40_000);
  });

  it("may not be longer than 4,000 in an update", async () => {
    const bench = await startBench();
    const sent = await send(bench, { text: "short" });
    const ts = String(sent.ts);
    expect(await errorOf(bench.client().chat.update({ channel, ts, text: long(4_001) }))).toBe(
      "msg_too_long",
    );
    expect(await bench.client().chat.update({ channel, ts, text: long(4_000) })).toMatchObject({
      ok: true,
      ts,
    });
    expect(await bench.read("messages")).toMatchObject([{ edited: true }]);
  });

  it.each([
    [{}, "no_text"],
    [{ text: "" }, "no_text"],
    [{ attachments: [{}] }, "no_text"],
    [{ attachments: Array(101).fill({ text: "x" }) }, "too_many_attachments"],
    [{ text: "x", markdown_text: "x" }, "markdown_text_conflict"],
    [{ markdown_text: long(12_001) }, "msg_too_long"],
    [{ text: "x", metadata: "{" }, "invalid_metadata_format"],
    [{ text: "x", metadata: { event_type: 1 } }, "invalid_metadata_schema"],
  ])("%o is refused: %s", async (content, expected) => {
    const bench = await startBench();
    expect(await send(bench, content)).toEqual({ ok: false, error: expected });
  });
});
