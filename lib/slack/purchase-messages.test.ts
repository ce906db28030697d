import { describe, expect, it } from "vitest";
import { purchaseSamples } from "@/lib/events/samples";
import { compose } from "@/lib/messages/compose";
import { parseMessage } from "@/lib/messages/message";
import type { AttachmentField } from "./payload";
import { renderForChannel, renderForWebhook } from "./render";

const customer = "<https://app.revenuecat.com/activity/123abcd45/12345|12345>";
const product = (value: string): AttachmentField => ({ title: "Product", value, short: false });
const revenue = (value: string): AttachmentField => ({ title: "Revenue", value, short: false });
const green = "#30B296";
const red = "#F2545B";

/** The attachments of the "Sample Events" in RevenueCat's Slack guide, to the letter. */
const documented = {
  initialPurchase: {
    fallback: "Customer 12345 just started a subscription of monthly_1",
    color: green,
    fields: [
      { value: `:smiley_cat: Customer ${customer} just started a subscription.` },
      product("monthly_1"),
      revenue("$5.99"),
    ],
    ts: 1588335655,
  },
  trialStarted: {
    fallback: "Customer 12345 just started a free trial of monthly_3d_trial",
    color: green,
    fields: [
      { value: `:smiley_cat: Customer ${customer} just started a free trial.` },
      product("monthly_3d_trial"),
    ],
    ts: 1553805130,
  },
  trialConverted: {
    fallback: "Customer 12345 just converted from a free trial of monthly_1",
    color: green,
    fields: [
      { value: `:smiley_cat: Customer ${customer} just converted from a free trial.` },
      product("monthly_1"),
      revenue("$5.99"),
    ],
    ts: 1554466423,
  },
  trialCancelled: {
    fallback: "Customer 12345 just cancelled their free trial of monthly_3d_trial",
    color: red,
    fields: [
      { value: `:pouting_cat: Customer ${customer} just cancelled their free trial.` },
      product("monthly_3d_trial"),
    ],
    ts: 1554502133,
  },
  renewal: {
    fallback: "Customer 12345 just renewed their subscription of monthly_1",
    color: green,
    fields: [
      { value: `:smiley_cat: Customer ${customer} just renewed their subscription.` },
      product("monthly_1"),
      revenue("$5.99"),
    ],
    ts: 1554091875,
  },
  cancellation: {
    fallback: "Customer 12345 just cancelled their subscription of annual",
    color: red,
    fields: [
      { value: `:crying_cat_face: Customer ${customer} just cancelled their subscription.` },
      product("annual"),
    ],
    ts: 1553810169,
  },
  nonSubscriptionPurchase: {
    fallback: "Customer 12345 just purchased 500_coins",
    color: green,
    fields: [
      { value: `:smiley_cat: Customer ${customer} just made a purchase.` },
      product("500_coins"),
      revenue("$4.99"),
    ],
    ts: 1590390293,
  },
  billingIssue: {
    fallback: "Customer 12345 got a billing issue on annual_trial",
    color: red,
    fields: [{ value: `:scream_cat: Customer ${customer} got a billing issue.` }, product("annual_trial")],
    ts: 1663976618,
  },
  productChange: {
    fallback: "Customer 12345 got a product change from annual to monthly",
    color: green,
    fields: [
      { value: `:smiley_cat: Customer ${customer} just changed the product of their subscription.` },
      product("monthly"),
    ],
    ts: 1663976617,
  },
} as const satisfies Record<keyof typeof purchaseSamples, unknown>;

const now = new Date("2026-11-21T09:00:00Z");

function messageOf(
  sample: (typeof purchaseSamples)[keyof typeof purchaseSamples],
  customer: unknown = sample.customer,
) {
  const { id, type, occurredAt, data } = sample;
  const event = {
    type,
    externalId: id,
    occurredAt: new Date(occurredAt),
    environment: "production" as const,
    customer,
    data,
  };
  return parseMessage(JSON.parse(JSON.stringify(compose(event, { now }))));
}

describe.each(Object.entries(purchaseSamples))("purchase message %s", (name, sample) => {
  const expected = Object.entries(documented).find(([key]) => key === name)?.[1];

  it("is the documented attachment, and its fallback is the text", () => {
    expect(expected).toBeDefined();
    const payload = {
      text: expected?.fallback,
      attachments: [expected],
      unfurl_links: false,
      unfurl_media: false,
    };
    expect(renderForChannel(messageOf(sample))).toEqual(payload);
    expect(renderForWebhook(messageOf(sample))).toEqual(payload);
  });

  it("keeps the order of keys within fields and the order of fields", () => {
    const attachment = renderForWebhook(messageOf(sample)).attachments?.[0];
    expect(JSON.stringify(attachment)).toBe(JSON.stringify(expected));
  });
});

describe("purchase messages", () => {
  const sample = purchaseSamples.initialPurchase;
  const sentenceOf = (customer: unknown, data: unknown = sample.data) => {
    const event = {
      type: sample.type,
      externalId: "e",
      occurredAt: now,
      environment: "production" as const,
      customer,
      data,
    };
    const attachment = renderForWebhook(compose(event, { now })).attachments?.[0];
    return attachment && "fields" in attachment ? attachment.fields : [];
  };

  it("names a customer without an address in plain, escaped words", () => {
    expect(sentenceOf({ id: "<!channel>" })[0]).toEqual({
      value: ":smiley_cat: Customer &lt;!channel&gt; just started a subscription.",
    });
  });

  it("says so when nobody is named", () => {
    expect(sentenceOf(null)[0]).toEqual({ value: ":smiley_cat: A customer just started a subscription." });
  });

  it.each([["0.00"], ["0"], ["-5.99"]])("leaves a revenue of %s out", (amount) => {
    expect(sentenceOf({ id: "1" }, { productId: "p", price: { amount, currency: "USD" } })).toHaveLength(2);
  });

  it("labels sandbox events wherever they show", () => {
    const event = { ...sample, externalId: "e", occurredAt: now, environment: "sandbox" as const };
    const payload = renderForWebhook(compose(event, { now }));
    expect(payload.text).toBe("[TEST] Customer 12345 just started a subscription of monthly_1");
    expect(payload.attachments?.[0]).toMatchObject({
      fallback: "[TEST] Customer 12345 just started a subscription of monthly_1",
      fields: [{ value: `:smiley_cat: [TEST] Customer ${customer} just started a subscription.` }, {}, {}],
    });
  });
});
