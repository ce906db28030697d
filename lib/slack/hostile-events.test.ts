import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compose, storyOf } from "@/lib/messages/compose";
import { parseMessage } from "@/lib/messages/message";
import { isRefusal } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { slackLimits } from "./limits";
import type { SlackPayload } from "./payload";
import { renderForChannel, renderForWebhook, renderPlain } from "./render";
import { anyContext, hostileEvent, readNames } from "./testing/hostile-events";
import { violationsOf } from "./validate";

const now = new Date("2026-11-21T09:00:00Z");
const runs = { numRuns: 400 } as const;

/** What may stand between `<` and `>`: links to http(s) and mail, and dates of ours. A mention is not among them. */
const token =
  /<(?:https?:\/\/[^<>|\s]+|mailto:[^<>|\s]+|!date\^-?\d+\^\{date_short_pretty\} at \{time\})(?:\|[^<>|\n]+)?>/g;

function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "url" ? [] : stringsOf(inner)));
}

function expectSafe(payload: SlackPayload): void {
  for (const text of stringsOf(payload))
    expect(text.replace(token, "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  expect(violationsOf(payload)).toEqual([]);
  expect(isRefusal(readContent(JSON.parse(JSON.stringify(payload)), slackLimits.allBlockText))).toBe(false);
}

describe("events with junk in every field", { timeout: 30_000 }, () => {
  it("cover the names that the catalog reads", () => {
    expect(readNames.length).toBeGreaterThan(150);
    expect(readNames).toEqual(expect.arrayContaining(["amountDue", "nextRetryAt", "approvalId", "history"]));
  });

  it("are mostly told in the catalog's own words, which is what is tried here", () => {
    const events = fc.sample(hostileEvent, { numRuns: 300, seed: 7 });
    const isGeneric = events.filter((event) => {
      const { text } = compose({ ...event, externalId: "generic_1" }, { now });
      return text.includes("[generic_1]");
    });
    expect(isGeneric.length).toBeLessThan(30);
  });

  it("never put a token of the sender's into a payload, nor anything that Slack refuses", () => {
    fc.assert(
      fc.property(hostileEvent, anyContext, (event, context) => {
        const message = compose(event, { ...context, now });
        expectSafe(renderForChannel(message));
        expectSafe(renderForWebhook(message));
        expectSafe(renderPlain(message));
      }),
      runs,
    );
  });

  it("never make a message say undefined, null, NaN or [object Object]", () => {
    fc.assert(
      fc.property(hostileEvent, anyContext, (event, context) => {
        const message = compose(event, { ...context, now });
        expect(JSON.stringify(message)).not.toMatch(
          /undefined|\bnull\b|NaN|\[object|Infinity|∞|Invalid Date/,
        );
        expect(message.text.trim()).not.toBe("");
        expect(message.fields.length).toBeLessThanOrEqual(6);
        expect(parseMessage(JSON.parse(JSON.stringify(message)))).toEqual(message);
      }),
      runs,
    );
  });

  it("keep their layout: plain text is for what nobody foresaw", () => {
    fc.assert(
      fc.property(hostileEvent, anyContext, (event, context) => {
        const message = compose(event, { ...context, now });
        expect(renderForChannel(message).attachments).toHaveLength(1);
        expect(renderForWebhook(message).attachments).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it("make a story with a key of one line, or none", () => {
    fc.assert(
      fc.property(hostileEvent, (event) => {
        const story = storyOf(event, { now });
        if (story === undefined) return;
        expect(story.key).toMatch(/^[a-z]+:\S.*$/u);
        expect(story.key.length).toBeLessThanOrEqual(500);
        expect(story.expiresAt === undefined || !Number.isNaN(story.expiresAt.getTime())).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
