import { expect, test } from "vitest";
import { findEventType } from "./catalog";
import { revenueOf, revenueTypes } from "./revenue";

const usd = (amount: string) => ({ amount, currency: "USD" });

test.each([
  ["payment.succeeded", { amount: usd("4200.00") }, usd("4200")],
  ["payment.succeeded", { amountMinor: 420_050, currency: "usd" }, usd("4200.5")],
  ["payment.succeeded", { amount: usd("0.00") }, undefined],
  ["payment.failed", { amount: usd("10") }, undefined],
  // The charge of the same invoice is told by payment.succeeded.
  ["invoice.paid", { number: "INV-1", amountPaid: usd("10"), method: "Visa" }, undefined],
  ["invoice.paid", { number: "INV-1", amountPaid: usd("10") }, undefined],
  ["invoice.paid", { number: "INV-1", amountPaid: usd("10"), method: "Bank transfer" }, usd("10")],
  ["purchase.completed", { price: usd("2.99") }, usd("2.99")],
  ["subscription.renewed", { price: usd("9.99"), store: "app_store" }, usd("9.99")],
  ["subscription.renewed", { price: usd("9.99") }, undefined],
  ["subscription.started", { revenue: usd("9.99") }, usd("9.99")],
  ["payment.refunded", { amount: usd("5") }, usd("-5")],
  ["payment.refunded", { amount: usd("-5") }, usd("-5")],
  ["payment.refund_reversed", { amount: usd("5") }, usd("5")],
  ["payment.dispute_closed", { amount: usd("5"), status: "lost" }, usd("-5")],
  ["payment.dispute_closed", { amount: usd("5"), status: "won" }, undefined],
  ["order.shipped", { amount: usd("5") }, undefined],
])("%s %j brings %j", (type, data, revenue) => {
  expect(revenueOf({ type, data })).toEqual(revenue);
});

test("only types of the catalog count", () => {
  expect(revenueTypes.filter((type) => !findEventType(type))).toEqual([]);
});
