import { describe, expect, test } from "vitest";
import type { Sample } from "../sample";
import { mapStripe } from "./map";
import { stripeMoney } from "./money";
import { stripeSamples } from "./samples";

function sampleOf(type: string, variant?: string): Sample {
  const found = stripeSamples.find((sample) => sample.vendorType === type && sample.variant === variant);
  if (!found) throw new Error(`There is no sample ${type}.`);
  return found;
}

function mapped(payload: unknown) {
  const mapping = mapStripe(payload, {});
  if (mapping.status !== "event") throw new Error("It is no event.");
  return mapping;
}

describe("Stripe's amounts", () => {
  test.each([
    [1099, "usd", "10.99"],
    [5, "usd", "0.05"],
    [0, "usd", "0.00"],
    [-250, "eur", "-2.50"],
    [500, "jpy", "500"],
    [500, "krw", "500"],
    [1500, "kwd", "1.500"],
    [1234, "isk", "12.34"],
    [1234, "ugx", "12.34"],
  ])("%i of %s is %s", (minor, currency, amount) => {
    expect(stripeMoney(minor, currency)).toEqual({ amount, currency: currency.toUpperCase() });
  });

  test.each([
    [1.5, "usd"],
    [undefined, "usd"],
    [100, "us"],
    [100, undefined],
    [2 ** 60, "usd"],
  ])("%s of %s is none", (minor, currency) => {
    expect(stripeMoney(minor, currency)).toBeUndefined();
  });
});

describe("a payment that failed", () => {
  test("names the attempt, the next one, the invoice, the contact and Stripe's own page (STA-19)", () => {
    expect(mapped(sampleOf("invoice.payment_failed").payload).event).toMatchObject({
      type: "payment.failed",
      environment: "production",
      customer: {
        id: "cus_acme",
        name: "Acme",
        email: "ap@acme.test",
        url: "https://dashboard.stripe.com/customers/cus_acme",
      },
      data: {
        invoiceId: "in_1042",
        invoiceNumber: "ACME-1042",
        subscriptionId: "sub_1042",
        amount: { amount: "4200.00", currency: "USD" },
        attempt: 2,
        nextRetryAt: "2026-11-24T09:00:00.000Z",
        invoiceUrl: "https://dashboard.stripe.com/invoices/in_1042",
      },
    });
  });

  test("for the last time says so by its attempts", () => {
    const { data } = mapped(sampleOf("invoice.payment_failed", "last attempt").payload).event;
    expect(data).toMatchObject({ attempt: 4, maxAttempts: 4 });
    expect(data).not.toHaveProperty("nextRetryAt");
  });

  test("in test mode is sandbox and leads to the test pages (STA-19)", () => {
    const payload = { ...sampleOf("invoice.payment_failed").payload, livemode: false };
    expect(mapped(payload).event).toMatchObject({
      environment: "sandbox",
      customer: { url: "https://dashboard.stripe.com/test/customers/cus_acme" },
      data: { dashboardUrl: "https://dashboard.stripe.com/test/invoices/in_1042" },
    });
  });

  test("names the subscription in older versions of the API too", () => {
    const { payload } = sampleOf("invoice.payment_failed");
    const object = {
      id: "in_9",
      customer: "cus_acme",
      subscription: "sub_9",
      currency: "usd",
      amount_due: 100,
    };
    expect(mapped({ ...payload, data: { object } }).event.data).toMatchObject({ subscriptionId: "sub_9" });
  });
});

describe("what Stripe sends together", () => {
  const types = [
    "invoice.paid",
    "invoice.payment_succeeded",
    "charge.succeeded",
    "payment_intent.succeeded",
  ] as const;
  const invoice = sampleOf("invoice.paid").payload;
  const objects: Record<(typeof types)[number], unknown> = {
    "invoice.paid": invoice.data,
    "invoice.payment_succeeded": invoice.data,
    "charge.succeeded": {
      object: { id: "ch_1", payment_intent: "pi_1", invoice: "in_1042", amount: 420_000, currency: "usd" },
    },
    "payment_intent.succeeded": {
      object: {
        id: "pi_1",
        amount: 420_000,
        currency: "usd",
        payment_details: { order_reference: "in_1042" },
      },
    },
  };

  test("for one paid invoice is one event", () => {
    const mappings = types.map((type) =>
      mapStripe({ id: `evt_${type}`, type, livemode: true, data: objects[type] }, {}),
    );
    const ids = mappings.flatMap((mapping) => (mapping.status === "event" ? [mapping.id] : []));
    expect(new Set(ids)).toEqual(new Set(["paid:in_1042"]));
    expect(mappings.map(({ status }) => status)).toEqual(["event", "event", "ignored", "ignored"]);
  });

  test("for one checkout is one event", () => {
    const { payload } = sampleOf("checkout.session.completed");
    const intent = {
      id: "evt_x",
      type: "payment_intent.succeeded",
      data: { object: { id: "pi_90", amount: 9900, currency: "usd" } },
    };
    expect(mapped(payload).id).toBe(mapped(intent).id);
  });
});

test("a refund is told by what was given back this time", () => {
  const { payload } = sampleOf("charge.refunded");
  const object = { id: "ch_1", amount: 9900, amount_refunded: 5000, currency: "usd", refunded: false };
  const data = { object, previous_attributes: { amount_refunded: 2000 } };
  expect(mapped({ ...payload, data }).event.data).toMatchObject({
    amount: { amount: "30.00" },
    refundedInAll: { amount: "50.00" },
    isWhole: false,
  });
});

test("a changed plan names the one before", () => {
  expect(mapped(sampleOf("customer.subscription.updated", "plan changed").payload).event.data).toMatchObject({
    plan: "Pro",
    previousPlan: "Starter",
    price: { amount: "129.00", currency: "USD" },
    previousPrice: { amount: "49.00", currency: "USD" },
    interval: "monthly",
  });
});

test("an event without an id is none of Stripe's", () => {
  expect(mapStripe({ type: "invoice.paid" }, {})).toMatchObject({ status: "unusable" });
});
