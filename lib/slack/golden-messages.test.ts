import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/events/catalog";
import { families } from "@/lib/events/catalog/define";
import { compose } from "@/lib/messages/compose";
import { isRefusal } from "@/local/slack/api/refusal";
import { readContent } from "@/local/slack/content/content";
import { slackLimits } from "./limits";
import { renderForChannel, renderForWebhook } from "./render";
import { type Fixture, variantFixtures } from "./testing/message-variants";

const now = new Date("2026-11-21T09:00:00Z");

const samples: readonly Fixture[] = catalog.map(({ family, sample }) => ({
  family,
  title: sample.type,
  event: {
    type: sample.type,
    externalId: sample.id,
    occurredAt: new Date(sample.occurredAt),
    environment: "production",
    customer: sample.customer,
    data: sample.data,
  },
}));
const fixtures = [...samples, ...variantFixtures];

/** A payload with a block, or an attachment's field, a line. */
function pageOf({ title, event }: Fixture): string {
  const { text, attachments = [], ...rest } = renderForChannel(compose(event, { now }));
  const parts = attachments.flatMap((attachment): unknown[] => {
    if ("blocks" in attachment) return [attachment.color, ...attachment.blocks];
    const { fields, ...others } = attachment;
    return [others, ...fields];
  });
  const lines = [text, ...parts, rest].map((part) => JSON.stringify(part));
  return `### ${title}\n${lines.join("\n")}\n`;
}

describe("messages as Slack receives them", () => {
  it.each(families)("%s", async (family) => {
    const told = fixtures.filter((fixture) => fixture.family === family);
    expect(told.length).toBeGreaterThan(0);
    await expect(told.map(pageOf).join("\n")).toMatchFileSnapshot(`golden/${family}.txt`);
  });

  it.each(fixtures.map((fixture) => [fixture.title, fixture] as const))(
    "%s is taken by Slack",
    (_, fixture) => {
      const message = compose(fixture.event, { now });
      for (const payload of [renderForChannel(message), renderForWebhook(message)]) {
        expect(payload.attachments).toHaveLength(1);
        expect(isRefusal(readContent(JSON.parse(JSON.stringify(payload)), slackLimits.allBlockText))).toBe(
          false,
        );
      }
      expect(message.text.length).toBeLessThanOrEqual(90);
      for (const { label } of message.links) expect(label.length).toBeLessThanOrEqual(24);
    },
  );
});
