import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/events/catalog";
import { compose } from "@/lib/messages/compose";
import type { Message } from "@/lib/messages/message";
import { isRefusal } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { slackLimits } from "./limits";
import type { SlackPayload } from "./payload";
import { renderForChannel, renderForWebhook, renderPlain } from "./render";
import { violationsOf } from "./validate";

const now = new Date("2026-11-21T09:00:00Z");
const acme = { id: "cus_acme", name: "Acme & Co <Ltd>", url: "https://app.example/c/acme" };
const failed = {
  amount: { amount: "4200.00", currency: "USD" },
  attempt: 2,
  maxAttempts: 4,
  reason: "*Insufficient* <funds>",
  invoiceUrl: "https://app.example/i/1?a=1&b=2",
  failedSince: "2026-11-20",
};
const messageOf = (data: Record<string, unknown> = failed, given: Partial<Message> = {}) => ({
  ...compose(
    {
      type: "payment.failed",
      externalId: "pay_7",
      occurredAt: now,
      environment: "production",
      customer: acme,
      data,
    },
    { now },
  ),
  ...given,
});

const z = "\u200B";
const markup = (text: string) => ({ type: "mrkdwn", text, verbatim: true });
const footer = `*Warning*  ·  payment.failed  ·  pay_7  ·  <!date^1795251600^{date_short_pretty} at {time}|2026-11-21T09:00:00Z>  ·  production`;
const fields = [
  markup("*Amount*\n$4,200.00"),
  markup(`*Reason*\n*${z}Insufficient*${z} &lt;funds&gt;`),
  markup("*Attempt*\n2 of 4"),
];
const open = (label: string, url: string, position: number) => ({
  type: "button",
  action_id: `open_${position}`,
  text: { type: "plain_text", text: label, emoji: false },
  url,
  ...(position === 0 ? { style: "primary" } : {}),
});

describe("the standard layout", () => {
  it("through our app: sentence, then metrics, why, buttons and footer beside a coloured bar", () => {
    expect(renderForChannel(messageOf())).toEqual({
      text: ":warning: Payment failed: Acme &amp; Co &lt;Ltd&gt; $4,200 (attempt 2 of 4)",
      attachments: [
        {
          color: "#F2545B",
          blocks: [
            { type: "section", fields },
            { type: "section", text: markup("Failing since 20 Nov.") },
            {
              type: "actions",
              elements: [
                open("Open invoice", "https://app.example/i/1?a=1&b=2", 0),
                open("Open customer", "https://app.example/c/acme", 1),
              ],
            },
            { type: "context", elements: [markup(footer)] },
          ],
        },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it("through a webhook: links in the text, and neither channel, name nor icon (RC-16)", () => {
    const payload = renderForWebhook(messageOf());
    expect(Object.keys(payload).sort()).toEqual(["attachments", "text", "unfurl_links", "unfurl_media"]);
    expect(JSON.stringify(payload)).not.toContain("button");
    expect(JSON.stringify(payload)).toContain(
      "<https://app.example/i/1?a=1&amp;b=2|Open invoice>  ·  <https://app.example/c/acme|Open customer>",
    );
  });

  it.each([
    ["a sandbox event", { environment: "sandbox" as const }],
    ["the Test button's message", { isTest: true }],
  ])("labels %s", (_, given) => {
    expect(renderForChannel(messageOf(failed, given)).text).toMatch(/^:warning: \[TEST\] Payment failed: /);
  });

  it("is only a footer when there is nothing else to say", () => {
    const attachment = renderForChannel(messageOf({}, { links: [] })).attachments?.[0];
    expect(attachment).toEqual({
      color: "#F2545B",
      blocks: [{ type: "context", elements: [markup(footer)] }],
    });
  });

  it("shows six fields and three links at most", () => {
    const many = messageOf(failed, {
      fields: Array.from({ length: 9 }, (_, at) => ({
        label: `F${at}`,
        value: [{ kind: "text", text: "v" }],
      })),
      links: Array.from({ length: 9 }, (_, at) => ({ label: `L${at}`, url: `https://app.example/${at}` })),
    });
    const text = JSON.stringify(renderForChannel(many));
    expect(text.match(/\*F\d\*/g)).toHaveLength(6);
    expect(text.match(/"L\d"/g)).toHaveLength(3);
  });
});

describe("what does not fit", () => {
  it("is cut to Slack's one message", () => {
    const payload = renderForChannel(messageOf(failed, { text: "&".repeat(5_000) }));
    expect(payload.text.length).toBeLessThanOrEqual(slackLimits.text);
    expect(payload.text.endsWith("&amp;…")).toBe(true);
  });

  it("is said as plain text when the layout would be refused", () => {
    const message = messageOf(failed, { color: "crimson" });
    expect(renderForChannel(message)).toEqual(renderPlain(message));
    expect(renderPlain(message)).toEqual({
      text: [
        ":warning: Payment failed: Acme &amp; Co &lt;Ltd&gt; $4,200 (attempt 2 of 4)",
        "Amount: $4,200.00",
        `Reason: *${z}Insufficient*${z} &lt;funds&gt;`,
        "Attempt: 2 of 4",
        "Failing since 20 Nov.",
        "<https://app.example/i/1?a=1&amp;b=2|Open invoice>",
        "<https://app.example/c/acme|Open customer>",
        footer,
      ].join("\n"),
      unfurl_links: false,
      unfurl_media: false,
    });
  });
});

describe("random events", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(..."<>&|*_~`:!@#^\n\u202Ea1👩‍👧 "), maxLength: 3_000 }),
    fc.constantFrom(
      "<!channel>",
      "<@U0>",
      "<https://evil.example|Pay>",
      "https://a.example/|><!here>",
      "&lt;!here&gt;",
    ),
  );
  const money = fc.record({
    amount: fc.constantFrom("1", "99999999999999.123456"),
    currency: fc.constantFrom("USD", "KWD"),
  });
  const value = fc.oneof(hostile, money, fc.integer(), fc.boolean(), fc.constant(null));
  const known = [
    "productId",
    "plan",
    "amount",
    "price",
    "reason",
    "comment",
    "url",
    "info",
    "key",
    "project",
    "number",
    "rating",
  ];
  const event = fc.record({
    type: fc.constantFrom(...catalog.map((entry) => entry.type), "order.shipped"),
    externalId: hostile,
    occurredAt: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
    environment: fc.constantFrom("production" as const, "sandbox" as const),
    customer: fc.record({ id: hostile, name: hostile, url: hostile }, { requiredKeys: [] }),
    data: fc.dictionary(fc.oneof(fc.constantFrom(...known), hostile), value, { maxKeys: 12 }),
  });

  const token =
    /<(?:https?:\/\/[^<>|\s]+|mailto:[^<>|\s]+|!date\^\d+\^\{date_short_pretty\} at \{time\})(?:\|[^<>|\n]+)?>/g;
  const stringsOf = (value: unknown): string[] => {
    if (typeof value === "string") return [value];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => (key === "url" ? [] : stringsOf(inner)));
  };
  const expectSafe = (payload: SlackPayload) => {
    for (const text of stringsOf(payload))
      expect(text.replace(token, "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    expect(violationsOf(payload)).toEqual([]);
    expect(isRefusal(readContent(JSON.parse(JSON.stringify(payload)), slackLimits.allBlockText))).toBe(false);
  };

  it("never put a token of the sender's into a payload, nor exceed a limit of Slack's", () => {
    fc.assert(
      fc.property(event, (event) => {
        const message = compose(event, { now });
        expectSafe(renderForChannel(message));
        expectSafe(renderForWebhook(message));
        expectSafe(renderPlain(message));
      }),
      { numRuns: 300 },
    );
  });

  it("keep their layout: degrading is for what nobody foresaw", () => {
    fc.assert(
      fc.property(event, (event) => {
        const message = compose(event, { now });
        expect(renderForChannel(message).attachments).toHaveLength(1);
        expect(renderForWebhook(message).attachments).toHaveLength(1);
      }),
    );
  });
});
