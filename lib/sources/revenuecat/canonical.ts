import { foreignType, type Payload, textAt, valueAt } from "../read";

const isTrial = (event: Payload) => textAt(event, "period_type") === "TRIAL";

/** A cancellation by customer support is a refund (RC-26). */
export function isRefund(event: Payload): boolean {
  return textAt(event, "type") === "CANCELLATION" && textAt(event, "cancel_reason") === "CUSTOMER_SUPPORT";
}

/** RevenueCat's own name of an event → ours (RC-26). */
const canonical: Readonly<Record<string, (event: Payload) => string>> = {
  TEST: () => "test",
  INITIAL_PURCHASE: (event) => (isTrial(event) ? "trial.started" : "subscription.started"),
  RENEWAL: (event) =>
    valueAt(event, "is_trial_conversion") === true ? "trial.converted" : "subscription.renewed",
  CANCELLATION: (event) =>
    isRefund(event) ? "payment.refunded" : isTrial(event) ? "trial.cancelled" : "subscription.cancelled",
  UNCANCELLATION: () => "subscription.uncancelled",
  NON_RENEWING_PURCHASE: () => "purchase.completed",
  SUBSCRIPTION_PAUSED: () => "subscription.paused",
  EXPIRATION: () => "subscription.expired",
  BILLING_ISSUE: () => "payment.failed",
  PRODUCT_CHANGE: () => "subscription.changed",
  TRANSFER: () => "customer.transferred",
  SUBSCRIPTION_EXTENDED: () => "subscription.extended",
  TEMPORARY_ENTITLEMENT_GRANT: () => "entitlement.temporary",
  REFUND_REVERSED: () => "payment.refund_reversed",
  INVOICE_ISSUANCE: () => "invoice.created",
  VIRTUAL_CURRENCY_TRANSACTION: () => "credits.adjusted",
  EXPERIMENT_ENROLLMENT: () => "experiment.enrolled",
  SUBSCRIBER_ALIAS: () => "customer.aliased",
};

/** Our type of an event; one that RevenueCat adds later is `revenuecat.some_type`, and can be routed by that name. */
export function canonicalType(type: string, event: Payload): string {
  return Object.hasOwn(canonical, type)
    ? (canonical[type]?.(event) ?? foreignType("revenuecat", type))
    : foreignType("revenuecat", type);
}
