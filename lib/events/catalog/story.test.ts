import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/events/catalog";
import { storyOf } from "@/lib/messages/compose";
import { signals } from "./define";

const now = new Date("2026-11-21T09:00:00Z");
const of = (type: string, data: Record<string, unknown>, customer: unknown = { id: "c1" }) =>
  storyOf({ type, externalId: "e", occurredAt: now, environment: "production", customer, data }, { now });
const usd = (amount: string) => ({ amount, currency: "USD" });

describe("what a case is about", () => {
  it.each([
    ["invoice.generated", { number: "INV-1" }, "invoice:INV-1"],
    ["invoice.generated", { invoiceId: "in_1", number: "INV-1" }, "invoice:in_1"],
    ["invoice.generated", {}, undefined],
    ["payment.failed", { invoiceId: "in_1", invoiceNumber: "INV-1", amount: usd("5") }, "invoice:in_1"],
    ["payment.failed", { invoiceNumber: "INV-1", paymentId: "pay_1" }, "invoice:INV-1"],
    ["payment.failed", { paymentId: "pay_1", amount: usd("5") }, "payment:pay_1"],
    ["payment.failed", { amount: usd("5") }, undefined],
    ["payment.failed", { productId: "annual" }, "subscription:c1/annual"],
    ["payment.failed", { productId: "annual", subscriptionId: "sub_1" }, "subscription:sub_1"],
    ["payment.refunded", { paymentId: "pay_1" }, "payment:pay_1"],
    ["subscription.cancelled", { subscriptionId: "sub_1", plan: "Pro" }, "subscription:sub_1"],
    ["subscription.cancelled", { productId: "annual" }, "subscription:c1/annual"],
    ["trial.cancelled", { productId: "annual" }, "subscription:c1/annual"],
    ["approval.created", { approvalId: "ap_1", project: "myapp", key: "deploy" }, "approval:ap_1"],
    ["approval.created", { project: "myapp", key: "deploy" }, "approval:myapp/deploy"],
    ["approval.created", {}, undefined],
    ["alert.triggered", { alertId: "al_1" }, "alert:al_1/c1"],
    ["customer.created", {}, undefined],
    ["order.shipped", { invoiceId: "in_1" }, undefined],
  ])("%s %j: %s", (type, data, key) => {
    expect(of(type, data)?.key).toBe(key);
  });

  it("needs a customer where the sender has no id for the subscription", () => {
    expect(of("payment.failed", { productId: "annual" }, null)).toBeUndefined();
  });
});

describe("how an event moves its case", () => {
  it.each([
    ["invoice.generated", { number: "1" }, "opens"],
    ["invoice.generated", { number: "1", amountDue: usd("0") }, "resolves"],
    ["payment.failed", { invoiceId: "in_1" }, "opens"],
    ["payment.succeeded", { invoiceId: "in_1" }, "resolves"],
    ["invoice.paid", { invoiceId: "in_1" }, "resolves"],
    ["invoice.voided", { invoiceId: "in_1" }, "resolves"],
    ["payment.refunded", { invoiceId: "in_1" }, "updates"],
    ["payment.disputed", { invoiceId: "in_1" }, "opens"],
    ["approval.created", { approvalId: "a" }, "opens"],
    ["approval.pin_failed", { approvalId: "a" }, "updates"],
    ["approval.locked", { approvalId: "a" }, "updates"],
    ["approval.executed", { approvalId: "a" }, "resolves"],
    ["approval.expired", { approvalId: "a" }, "resolves"],
  ])("%s %j %s it", (type, data, phase) => {
    expect(of(type, data)?.phase).toBe(phase);
  });

  it("lets what tells most lead among events of one instant", () => {
    const rankOf = (type: string, data: Record<string, unknown>) => of(type, data)?.rank ?? -1;
    const store = { productId: "annual", reason: "BILLING_ERROR" };
    expect(rankOf("payment.failed", { productId: "annual" })).toBeGreaterThan(
      rankOf("subscription.cancelled", store),
    );
    expect(rankOf("payment.failed", { productId: "annual" })).toBeGreaterThan(
      rankOf("subscription.expired", store),
    );
    const invoice = { invoiceId: "in_1" };
    const sequence = [
      "invoice.created",
      "invoice.generated",
      "payment.failed",
      "invoice.paid",
      "payment.succeeded",
      "payment.refunded",
    ].map((type) => rankOf(type, invoice));
    expect(sequence).toEqual([...sequence].sort((left, right) => left - right));
    expect(new Set(sequence).size).toBe(sequence.length);
  });

  it("is final for an approval that has an id, and not for a key that is asked for again with the next release", () => {
    for (const type of [
      "approval.executed",
      "approval.decided",
      "approval.expired",
      "approval.invalidated",
    ]) {
      expect(of(type, { approvalId: "a" })?.isFinal).toBe(true);
      expect(of(type, { project: "myapp", key: "deploy" })?.isFinal).toBe(false);
    }
    expect(of("approval.locked", { approvalId: "a" })?.isFinal).toBe(false);
  });

  it.each([
    ["approval.executed", "approve", "Approved"],
    ["approval.decided", "deny", "Declined"],
    ["approval.executed", "rejected", "Declined"],
    ["approval.executed", undefined, "Executed"],
    ["approval.decided", "•••", "Decided"],
    ["approval.expired", undefined, "Expired"],
    ["approval.invalidated", undefined, "Invalidated"],
    ["approval.locked", undefined, undefined],
    ["approval.created", undefined, undefined],
  ])("%s with %s leaves an approval %s", (type, action, status) => {
    expect(of(type, { approvalId: "a", action })?.status).toBe(status);
  });

  it.each([
    [{ approvalId: "a", expiresAt: "2026-11-21T09:29:00Z" }, "2026-11-21T09:29:00.000Z"],
    [{ approvalId: "a", ttlSeconds: 600 }, "2026-11-21T09:10:00.000Z"],
    [{ approvalId: "a" }, undefined],
  ])("ends by itself when an approval does: %j", (data, expiresAt) => {
    expect(of("approval.created", data)?.expiresAt?.toISOString()).toBe(expiresAt);
  });
});

describe("pairs that stores send together (RC-31)", () => {
  const store = { productId: "annual" };
  it.each([
    ["payment.failed", store, 8],
    ["subscription.cancelled", { ...store, reason: "BILLING_ERROR" }, 8],
    ["subscription.cancelled", { ...store, reasonCode: "BILLING_ERROR", reason: "The charge failed" }, 8],
    ["subscription.expired", { ...store, reason: "BILLING_ERROR" }, 8],
    ["subscription.changed", { productId: "monthly", newProductId: "annual" }, 8],
    ["subscription.cancelled", { ...store, reason: "UNSUBSCRIBE" }, undefined],
    ["subscription.renewed", store, undefined],
    ["subscription.started", store, undefined],
    ["payment.failed", { invoiceId: "in_1", amount: usd("5") }, undefined],
    ["payment.succeeded", { invoiceId: "in_1" }, undefined],
  ])("%s %j waits %s seconds", (type, data, seconds) => {
    expect(of(type, data)?.settleSeconds).toBe(seconds);
  });

  it("share one key", () => {
    const keys = [
      of("payment.failed", store),
      of("subscription.cancelled", { ...store, reason: "BILLING_ERROR" }),
      of("subscription.expired", { ...store, reason: "BILLING_ERROR" }),
    ].map((story) => story?.key);
    expect(new Set(keys)).toEqual(new Set(["subscription:c1/annual"]));
  });

  it("a change of product meets the renewal of its day", () => {
    const changed = of("subscription.changed", { productId: "monthly", newProductId: "annual" });
    const renewed = of("subscription.renewed", store);
    expect(changed?.key).toBe("subscription:c1/annual/2026-11-21");
    expect(renewed).toMatchObject({
      key: "subscription:c1/annual",
      ifNotOpen: changed?.key,
      phase: "resolves",
    });
    expect(changed?.rank).toBeGreaterThan(renewed?.rank ?? 99);
  });
});

it("a good renewal of a billing system is news by itself, and ends a cancellation that stands open", () => {
  expect(of("subscription.renewed", { subscriptionId: "sub_1", plan: "Pro" })).toEqual({
    key: "subscription:sub_1",
    phase: "resolves",
    rank: 3,
    isFinal: false,
    ifNotOpen: null,
  });
});

it("feeds are signals, each named once", () => {
  for (const { feeds = [] } of catalog) {
    expect(signals).toEqual(expect.arrayContaining([...feeds]));
    expect(new Set(feeds).size).toBe(feeds.length);
  }
});
