import type { Sample } from "../sample";

const customer = "12345";

/** Fields that all events of a subscription have (RC-27, RC-28). */
const lifecycle = {
  app_id: "1234567890",
  app_user_id: customer,
  original_app_user_id: "$RCAnonymousID:87c6049c58069238dce29853916d624c",
  aliases: [customer, "$RCAnonymousID:87c6049c58069238dce29853916d624c"],
  country_code: "US",
  currency: "USD",
  entitlement_id: "pro",
  entitlement_ids: ["pro"],
  environment: "PRODUCTION",
  event_timestamp_ms: 1_795_251_600_000,
  expiration_at_ms: 1_797_843_600_000,
  purchased_at_ms: 1_795_251_600_000,
  is_family_share: false,
  offer_code: null,
  original_transaction_id: "100000000000001",
  period_type: "NORMAL",
  presented_offering_id: "default",
  price: 5.99,
  price_in_purchased_currency: 5.99,
  product_id: "monthly_1",
  store: "APP_STORE",
  subscriber_attributes: {},
  takehome_percentage: 0.7,
  tax_percentage: 0.0877,
  commission_percentage: 0.2736,
  transaction_id: "100000000000002",
  renewal_number: 1,
};

type Change = { told: string; variant?: string; fields?: Record<string, unknown> };

function sample(type: string, { told, variant, fields = {} }: Change): Sample {
  const id = `${type}-${variant ?? "sample"}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const payload = { api_version: "1.0", event: { ...lifecycle, id, type, ...fields } };
  return { vendorType: type, told, payload, ...(variant === undefined ? {} : { variant }) };
}

/** Fields that do not apply to what has no product behind it. */
const noProduct = {
  product_id: null,
  price: null,
  price_in_purchased_currency: null,
  currency: null,
  transaction_id: null,
  original_transaction_id: null,
  period_type: null,
  renewal_number: null,
  expiration_at_ms: null,
  purchased_at_ms: null,
  entitlement_id: null,
  entitlement_ids: null,
  store: null,
};

const free = { price: 0, price_in_purchased_currency: 0 };

/** Every type that RevenueCat sends (RC-26), and the variants that are told differently. */
export const revenueCatSamples: readonly Sample[] = [
  sample("TEST", { told: "test", fields: { environment: "SANDBOX" } }),
  sample("INITIAL_PURCHASE", { told: "subscription.started" }),
  sample("INITIAL_PURCHASE", {
    variant: "trial",
    told: "trial.started",
    fields: { ...free, period_type: "TRIAL", product_id: "monthly_3d_trial" },
  }),
  sample("RENEWAL", {
    told: "subscription.renewed",
    fields: { is_trial_conversion: false, renewal_number: 4 },
  }),
  sample("RENEWAL", {
    variant: "trial converted",
    told: "trial.converted",
    fields: { is_trial_conversion: true, renewal_number: 2 },
  }),
  sample("CANCELLATION", {
    told: "subscription.cancelled",
    fields: { ...free, cancel_reason: "UNSUBSCRIBE", product_id: "annual" },
  }),
  sample("CANCELLATION", {
    variant: "trial",
    told: "trial.cancelled",
    fields: { ...free, cancel_reason: "UNSUBSCRIBE", period_type: "TRIAL", product_id: "monthly_3d_trial" },
  }),
  sample("CANCELLATION", {
    variant: "refund",
    told: "payment.refunded",
    fields: { cancel_reason: "CUSTOMER_SUPPORT", price: -5.99, price_in_purchased_currency: -5.99 },
  }),
  sample("CANCELLATION", {
    variant: "billing error",
    told: "subscription.cancelled",
    fields: { ...free, cancel_reason: "BILLING_ERROR" },
  }),
  sample("UNCANCELLATION", { told: "subscription.uncancelled", fields: free }),
  sample("NON_RENEWING_PURCHASE", {
    told: "purchase.completed",
    fields: {
      product_id: "500_coins",
      price: 4.99,
      price_in_purchased_currency: 4.99,
      expiration_at_ms: null,
    },
  }),
  sample("SUBSCRIPTION_PAUSED", {
    told: "subscription.paused",
    fields: { ...free, store: "PLAY_STORE", auto_resume_at_ms: 1_800_435_600_000 },
  }),
  sample("EXPIRATION", {
    told: "subscription.expired",
    fields: { ...free, expiration_reason: "UNSUBSCRIBE" },
  }),
  sample("BILLING_ISSUE", {
    told: "payment.failed",
    fields: { ...free, product_id: "annual_trial", grace_period_expiration_at_ms: 1_796_634_000_000 },
  }),
  sample("PRODUCT_CHANGE", {
    told: "subscription.changed",
    fields: { ...free, product_id: "annual", new_product_id: "monthly" },
  }),
  sample("TRANSFER", {
    told: "customer.transferred",
    fields: {
      ...noProduct,
      app_user_id: undefined,
      original_app_user_id: undefined,
      aliases: undefined,
      transferred_from: ["67890"],
      transferred_to: [customer],
    },
  }),
  sample("SUBSCRIPTION_EXTENDED", { told: "subscription.extended", fields: free }),
  sample("TEMPORARY_ENTITLEMENT_GRANT", {
    told: "entitlement.temporary",
    fields: { ...noProduct, product_id: "monthly_1", store: "APP_STORE", entitlement_ids: ["pro"] },
  }),
  sample("REFUND_REVERSED", { told: "payment.refund_reversed" }),
  sample("INVOICE_ISSUANCE", { told: "invoice.created", fields: { store: "RC_BILLING" } }),
  sample("VIRTUAL_CURRENCY_TRANSACTION", {
    told: "credits.adjusted",
    fields: {
      ...noProduct,
      adjustments: [
        { amount: 100, currency: { code: "GLD", name: "Gold", description: "The gold of the game" } },
      ],
      product_display_name: "100 gold",
      purchase_environment: "PRODUCTION",
      source: "in_app_purchase",
      virtual_currency_transaction_id: "vct_100",
    },
  }),
  sample("EXPERIMENT_ENROLLMENT", {
    told: "experiment.enrolled",
    fields: {
      ...noProduct,
      experiment_id: "prexp1",
      experiment_variant: "b",
      offering_id: "yearly_first",
      enrolled_at_ms: 1_795_251_600_000,
    },
  }),
  sample("SUBSCRIBER_ALIAS", { told: "customer.aliased", fields: noProduct }),
];
