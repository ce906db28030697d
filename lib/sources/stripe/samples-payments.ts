import type { Sample } from "../sample";
import { stripeSample } from "./sample-event";

const intent = {
  id: "pi_77",
  object: "payment_intent",
  customer: "cus_acme",
  amount: 9_900,
  amount_received: 9_900,
  currency: "usd",
  status: "succeeded",
  description: "Workshop",
  receipt_email: "ap@acme.test",
  last_payment_error: null,
};

const declined = {
  ...intent,
  id: "pi_78",
  status: "requires_payment_method",
  amount_received: 0,
  last_payment_error: {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    payment_method: { type: "card", card: { brand: "visa", last4: "0341" } },
  },
};

const charge = {
  id: "ch_77",
  object: "charge",
  customer: "cus_acme",
  amount: 9_900,
  amount_refunded: 0,
  currency: "usd",
  status: "succeeded",
  paid: true,
  refunded: false,
  payment_intent: "pi_77",
  billing_details: { name: "Acme", email: "ap@acme.test" },
  payment_method_details: { type: "card", card: { brand: "visa", last4: "4242" } },
  receipt_url: "https://pay.stripe.com/receipts/ch_77",
};

const failedCharge = {
  ...charge,
  id: "ch_79",
  status: "failed",
  paid: false,
  failure_code: "card_declined",
  failure_message: "Your card was declined.",
};

const dispute = {
  id: "dp_1",
  object: "dispute",
  amount: 9_900,
  currency: "usd",
  charge: "ch_77",
  payment_intent: "pi_77",
  reason: "fraudulent",
  status: "needs_response",
  evidence_details: { due_by: 1_796_461_200 },
  evidence: { customer_name: "Acme", customer_email_address: "ap@acme.test" },
};

const session = {
  id: "cs_live_1",
  object: "checkout.session",
  mode: "payment",
  payment_status: "paid",
  amount_total: 9_900,
  currency: "usd",
  customer: null,
  customer_details: { name: "Kim Lee", email: "kim@example.test" },
  payment_intent: "pi_90",
};

/** Charges, intents, disputes and checkouts, as Stripe tells of them, and how they are told here. */
export const paymentSamples: readonly Sample[] = [
  stripeSample("payment_intent.succeeded", { told: "payment.succeeded", object: intent }),
  stripeSample("payment_intent.succeeded", {
    variant: "of an invoice",
    told: null,
    object: { ...intent, id: "pi_80", description: "Subscription update" },
  }),
  stripeSample("payment_intent.payment_failed", { told: "payment.failed", object: declined }),
  stripeSample("payment_intent.payment_failed", {
    variant: "of an invoice",
    told: null,
    object: { ...declined, invoice: "in_1042" },
  }),
  stripeSample("payment_intent.requires_action", {
    told: "payment.action_required",
    object: { ...intent, id: "pi_81", status: "requires_action" },
  }),
  stripeSample("payment_intent.canceled", {
    told: "payment.cancelled",
    object: { ...intent, id: "pi_82", status: "canceled" },
  }),
  stripeSample("payment_intent.created", {
    told: null,
    object: { ...intent, status: "requires_payment_method" },
  }),
  stripeSample("payment_intent.processing", { told: null, object: { ...intent, status: "processing" } }),
  stripeSample("charge.succeeded", { told: null, object: charge }),
  stripeSample("charge.succeeded", {
    variant: "without an intent",
    told: "payment.succeeded",
    object: { ...charge, id: "ch_78", payment_intent: null },
  }),
  stripeSample("charge.failed", { told: null, object: failedCharge }),
  stripeSample("charge.failed", {
    variant: "without an intent",
    told: "payment.failed",
    object: { ...failedCharge, payment_intent: null },
  }),
  stripeSample("charge.pending", { told: null, object: { ...charge, status: "pending" } }),
  stripeSample("charge.captured", { told: null, object: charge }),
  stripeSample("charge.updated", { told: null, object: charge }),
  stripeSample("charge.refunded", {
    told: "payment.refunded",
    object: { ...charge, amount_refunded: 5_000 },
    previous: { amount_refunded: 0 },
  }),
  stripeSample("charge.refund.updated", { told: null, object: { id: "re_1", object: "refund" } }),
  stripeSample("refund.created", { told: null, object: { id: "re_1", object: "refund" } }),
  stripeSample("refund.updated", { told: null, object: { id: "re_1", object: "refund" } }),
  stripeSample("charge.dispute.created", { told: "payment.disputed", object: dispute }),
  stripeSample("charge.dispute.closed", {
    told: "payment.dispute_closed",
    object: { ...dispute, status: "lost" },
  }),
  stripeSample("checkout.session.completed", { told: "payment.succeeded", object: session }),
  stripeSample("checkout.session.completed", {
    variant: "subscription",
    told: null,
    object: { ...session, id: "cs_live_2", mode: "subscription" },
  }),
  stripeSample("checkout.session.async_payment_succeeded", {
    told: "payment.succeeded",
    object: { ...session, id: "cs_live_3", payment_intent: "pi_91" },
  }),
  stripeSample("checkout.session.async_payment_failed", {
    told: "payment.failed",
    object: { ...session, id: "cs_live_4", payment_intent: "pi_92", payment_status: "unpaid" },
  }),
  stripeSample("radar.early_fraud_warning.created", {
    variant: "no name of ours",
    told: "stripe.radar.early_fraud_warning.created",
    object: { id: "issfr_1", object: "radar.early_fraud_warning", charge: "ch_77" },
  }),
];
