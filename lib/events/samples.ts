import type { SampleEvent } from "./sample";

const customer = { id: "12345", url: "https://app.revenuecat.com/activity/123abcd45/12345" };
const usd = (amount: string) => ({ amount, currency: "USD" });

function purchase(id: string, type: string, unixSeconds: number, data: Record<string, unknown>): SampleEvent {
  return { id: `sample_${id}`, type, occurredAt: new Date(unixSeconds * 1000).toISOString(), customer, data };
}

/** The nine purchase events whose messages RevenueCat's Slack guide shows (RC-1…RC-9), in its order. */
export const purchaseSamples = {
  initialPurchase: purchase("initial_purchase", "subscription.started", 1_588_335_655, {
    productId: "monthly_1",
    price: usd("5.99"),
  }),
  trialStarted: purchase("trial_started", "trial.started", 1_553_805_130, { productId: "monthly_3d_trial" }),
  trialConverted: purchase("trial_converted", "trial.converted", 1_554_466_423, {
    productId: "monthly_1",
    price: usd("5.99"),
  }),
  trialCancelled: purchase("trial_cancelled", "trial.cancelled", 1_554_502_133, {
    productId: "monthly_3d_trial",
  }),
  renewal: purchase("renewal", "subscription.renewed", 1_554_091_875, {
    productId: "monthly_1",
    price: usd("5.99"),
  }),
  cancellation: purchase("cancellation", "subscription.cancelled", 1_553_810_169, { productId: "annual" }),
  nonSubscriptionPurchase: purchase("non_subscription_purchase", "purchase.completed", 1_590_390_293, {
    productId: "500_coins",
    price: usd("4.99"),
  }),
  billingIssue: purchase("billing_issue", "payment.failed", 1_663_976_618, { productId: "annual_trial" }),
  productChange: purchase("product_change", "subscription.changed", 1_663_976_617, {
    productId: "annual",
    newProductId: "monthly",
  }),
} as const satisfies Record<string, SampleEvent>;

/** What the demo project is seeded with. */
export const sampleEvents: readonly SampleEvent[] = Object.values(purchaseSamples);
