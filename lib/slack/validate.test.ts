import { describe, expect, it } from "vitest";
import { isRefusal } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { slackLimits } from "./limits";
import type { Block, Markup, SlackPayload } from "./payload";
import { violationsOf } from "./validate";

const markup = (length: number): Markup => ({ type: "mrkdwn", text: "x".repeat(length), verbatim: true });
const blocks = (...given: Block[]): SlackPayload => ({
  text: "text",
  attachments: [{ color: "#30B296", blocks: given }],
  unfurl_links: false,
  unfurl_media: false,
});
const section = (length: number): Block => ({ type: "section", text: markup(length) });
const context: Block = { type: "context", elements: [markup(1)] };
const repeat = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const button = (given: { label?: number; url?: number; id?: string }) => ({
  type: "button" as const,
  action_id: given.id ?? "a",
  text: { type: "plain_text" as const, text: "x".repeat(given.label ?? 1), emoji: false as const },
  url: `https://a.example/${"x".repeat((given.url ?? 30) - 18)}`,
});
const legacy = (given: { fallback?: number; value?: number; ts?: number; color?: string }): SlackPayload => ({
  ...blocks(),
  attachments: [
    {
      fallback: "x".repeat(given.fallback ?? 1),
      color: given.color ?? "#30B296",
      fields: [{ value: "x".repeat(given.value ?? 1) }],
      ts: given.ts ?? 1,
    },
  ],
});
const { text, sectionText, sectionFieldText, sectionFields, actionsElements, contextElements } = slackLimits;

/** Each limit: built at a size, the largest size that is allowed, and whether the simulated Slack knows the limit too. */
const limits: [string, (size: number) => SlackPayload, number, boolean][] = [
  ["text", (size) => ({ ...blocks(context), text: "x".repeat(size) }), text, false],
  ["section text", (size) => blocks(section(size)), sectionText, true],
  ["field text", (size) => blocks({ type: "section", fields: [markup(size)] }), sectionFieldText, true],
  [
    "fields",
    (size) => blocks({ type: "section", fields: repeat(size, () => markup(1)) }),
    sectionFields,
    true,
  ],
  [
    "context elements",
    (size) => blocks({ type: "context", elements: repeat(size, () => markup(1)) }),
    contextElements,
    true,
  ],
  [
    "buttons",
    (size) => blocks({ type: "actions", elements: repeat(size, (at) => button({ id: `a${at}` })) }),
    actionsElements,
    true,
  ],
  [
    "button label",
    (size) => blocks({ type: "actions", elements: [button({ label: size })] }),
    slackLimits.buttonLabel,
    true,
  ],
  [
    "button url",
    (size) => blocks({ type: "actions", elements: [button({ url: size })] }),
    slackLimits.buttonUrl,
    true,
  ],
  [
    "action id",
    (size) => blocks({ type: "actions", elements: [button({ id: "x".repeat(size) })] }),
    slackLimits.actionId,
    true,
  ],
  ["blocks", (size) => blocks(...repeat(size, () => context)), slackLimits.blocks, true],
  [
    "all text",
    (size) => blocks(...repeat(3, () => section(2_500)), section(size - 7_500)),
    slackLimits.allBlockText,
    false,
  ],
  [
    "attachments",
    (size) => ({ ...blocks(), attachments: repeat(size, () => ({ color: "#000000", blocks: [context] })) }),
    slackLimits.attachments,
    true,
  ],
  ["legacy value", (size) => legacy({ value: size }), slackLimits.attachmentFieldValue, false],
  ["fallback", (size) => legacy({ fallback: size }), text, false],
];

/** A second opinion: the simulated Slack reads the payload with code of its own. */
const isTakenBySlack = (payload: SlackPayload) =>
  !isRefusal(readContent(JSON.parse(JSON.stringify(payload)), slackLimits.allBlockText));

describe.each(limits)("%s", (_, build, limit, isKnownToSlack) => {
  it(`may reach ${limit}`, () => {
    expect(violationsOf(build(limit))).toEqual([]);
    expect(isTakenBySlack(build(limit))).toBe(true);
  });

  it("may not exceed it", () => {
    expect(violationsOf(build(limit + 1))).not.toEqual([]);
    if (isKnownToSlack) expect(isTakenBySlack(build(limit + 1))).toBe(false);
  });
});

describe("what must not be empty or odd", () => {
  it.each([
    ["text", { ...blocks(context), text: "" }],
    ["no blocks", blocks()],
    ["an empty section", blocks(section(0))],
    ["no fields", blocks({ type: "section", fields: [] })],
    ["two buttons of one id", blocks({ type: "actions", elements: [button({}), button({})] })],
    ["a colour that is none", legacy({ color: "red" })],
    ["half a second", legacy({ ts: 1.5 })],
  ])("%s", (_, payload) => {
    expect(violationsOf(payload)).not.toEqual([]);
  });
});
