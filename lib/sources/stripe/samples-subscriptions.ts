import type { Sample } from "../sample";
import { stripeSample } from "./sample-event";

const customer = {
  id: "cus_acme",
  object: "customer",
  name: "Acme",
  email: "ap@acme.test",
  currency: "usd",
  address: { country: "US" },
  livemode: true,
};

const item = (nickname: string, unitAmount: number, quantity = 1) => ({
  id: "si_1",
  object: "subscription_item",
  quantity,
  current_period_end: 1_797_843_600,
  price: {
    id: `price_${nickname.toLowerCase()}`,
    object: "price",
    nickname,
    currency: "usd",
    unit_amount: unitAmount,
    recurring: { interval: "month", interval_count: 1 },
  },
});

const list = (...data: unknown[]) => ({ object: "list", data });

const subscription = {
  id: "sub_1042",
  object: "subscription",
  customer: "cus_acme",
  currency: "usd",
  status: "active",
  collection_method: "charge_automatically",
  cancel_at_period_end: false,
  cancel_at: null,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, reason: null },
  pause_collection: null,
  start_date: 1_795_251_600,
  trial_end: null,
  items: list(item("Pro", 12_900)),
  latest_invoice: "in_1042",
};

const cancelling = {
  ...subscription,
  cancel_at_period_end: true,
  cancel_at: 1_797_843_600,
  cancellation_details: {
    comment: "Too many features",
    feedback: "too_complex",
    reason: "cancellation_requested",
  },
};

const trialing = { ...subscription, status: "trialing", trial_end: 1_796_461_200 };

/** Customers and subscriptions, as Stripe tells of them, and how they are told here. */
export const subscriptionSamples: readonly Sample[] = [
  stripeSample("customer.created", { told: "customer.created", object: customer }),
  stripeSample("customer.updated", {
    told: "customer.updated",
    object: customer,
    previous: { email: "old@acme.test" },
  }),
  stripeSample("customer.updated", {
    variant: "housekeeping",
    told: null,
    object: customer,
    previous: { next_invoice_sequence: 3 },
  }),
  stripeSample("customer.deleted", { told: "customer.deleted", object: { ...customer, deleted: true } }),
  stripeSample("payment_method.attached", {
    told: "customer.payment_method_added",
    object: {
      id: "pm_1",
      object: "payment_method",
      customer: "cus_acme",
      type: "card",
      card: { brand: "visa", last4: "4242" },
    },
  }),
  stripeSample("customer.subscription.created", { told: "subscription.started", object: subscription }),
  stripeSample("customer.subscription.created", {
    variant: "trial",
    told: "trial.started",
    object: trialing,
  }),
  stripeSample("customer.subscription.created", {
    variant: "unpaid yet",
    told: null,
    object: { ...subscription, status: "incomplete" },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "first payment",
    told: "subscription.started",
    object: subscription,
    previous: { status: "incomplete" },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "trial converted",
    told: "trial.converted",
    object: subscription,
    previous: { status: "trialing" },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "cancelled",
    told: "subscription.cancelled",
    object: cancelling,
    previous: { cancel_at_period_end: false, cancel_at: null },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "trial cancelled",
    told: "trial.cancelled",
    object: { ...cancelling, status: "trialing", trial_end: 1_796_461_200 },
    previous: { cancel_at_period_end: false },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "uncancelled",
    told: "subscription.uncancelled",
    object: subscription,
    previous: { cancel_at_period_end: true },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "plan changed",
    told: "subscription.changed",
    object: subscription,
    previous: { items: list(item("Starter", 4_900)) },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "collection paused",
    told: "subscription.paused",
    object: { ...subscription, pause_collection: { behavior: "void", resumes_at: 1_800_435_600 } },
    previous: { pause_collection: null },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "collection resumed",
    told: "subscription.resumed",
    object: subscription,
    previous: { pause_collection: { behavior: "void", resumes_at: null } },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "past due",
    told: null,
    object: { ...subscription, status: "past_due" },
    previous: { status: "active" },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "new period",
    told: null,
    object: subscription,
    previous: { latest_invoice: "in_1041", items: list(item("Pro", 12_900)) },
  }),
  stripeSample("customer.subscription.updated", {
    variant: "metadata",
    told: null,
    object: subscription,
    previous: { metadata: { seat: "a" } },
  }),
  stripeSample("customer.subscription.deleted", {
    told: "subscription.cancelled",
    object: {
      ...subscription,
      status: "canceled",
      ended_at: 1_795_251_600,
      cancellation_details: { comment: null, feedback: null, reason: "payment_failed" },
    },
  }),
  stripeSample("customer.subscription.deleted", {
    variant: "at period end",
    told: "subscription.expired",
    object: { ...cancelling, status: "canceled", ended_at: 1_797_843_600 },
  }),
  stripeSample("customer.subscription.trial_will_end", { told: "trial.expiring", object: trialing }),
  stripeSample("customer.subscription.paused", {
    told: "subscription.paused",
    object: { ...subscription, status: "paused" },
  }),
  stripeSample("customer.subscription.resumed", { told: "subscription.resumed", object: subscription }),
];
