import type { Sample } from "../sample";
import { sampleContact, stripeSample } from "./sample-event";

const invoice = {
  id: "in_1042",
  object: "invoice",
  ...sampleContact,
  number: "ACME-1042",
  currency: "usd",
  status: "open",
  collection_method: "charge_automatically",
  billing_reason: "subscription_cycle",
  auto_advance: true,
  amount_due: 420_000,
  amount_paid: 0,
  amount_remaining: 420_000,
  attempt_count: 0,
  attempted: false,
  due_date: null,
  next_payment_attempt: 1_795_255_200,
  hosted_invoice_url: "https://invoice.stripe.com/i/acct_1/in_1042",
  parent: { type: "subscription_details", subscription_details: { subscription: "sub_1042" } },
  period_start: 1_792_573_200,
  period_end: 1_795_251_600,
  lines: {
    object: "list",
    total_count: 1,
    data: [
      {
        id: "il_1",
        description: "1 × Pro (at $4,200.00 / month)",
        period: { start: 1_795_251_600, end: 1_797_843_600 },
      },
    ],
  },
};

const byHand = {
  ...invoice,
  id: "in_1043",
  number: "ACME-1043",
  collection_method: "send_invoice",
  due_date: 1_797_843_600,
  next_payment_attempt: null,
};

const paid = {
  ...invoice,
  status: "paid",
  amount_paid: 420_000,
  amount_remaining: 0,
  attempt_count: 1,
  attempted: true,
  next_payment_attempt: null,
};

/** Invoices, as Stripe tells of them, and how they are told here. */
export const invoiceSamples: readonly Sample[] = [
  stripeSample("invoice.created", { told: null, object: { ...invoice, status: "draft", number: null } }),
  stripeSample("invoice.created", {
    variant: "draft for a person",
    told: "invoice.created",
    object: { ...byHand, status: "draft", auto_advance: false },
  }),
  stripeSample("invoice.finalized", { told: "invoice.finalized", object: invoice }),
  stripeSample("invoice.finalized", { variant: "paid by hand", told: "invoice.finalized", object: byHand }),
  stripeSample("invoice.sent", { told: null, object: byHand }),
  stripeSample("invoice.updated", { told: null, object: invoice, previous: { attempted: false } }),
  stripeSample("invoice.paid", { told: "payment.succeeded", object: paid }),
  stripeSample("invoice.paid", {
    variant: "yen",
    told: "payment.succeeded",
    object: { ...paid, id: "in_1044", currency: "jpy", amount_paid: 4_200 },
  }),
  stripeSample("invoice.paid", {
    variant: "nothing due",
    told: null,
    object: { ...paid, id: "in_1045", amount_due: 0, amount_paid: 0 },
  }),
  stripeSample("invoice.payment_succeeded", {
    told: "payment.succeeded",
    object: { ...paid, id: "in_1046", number: "ACME-1046", attempt_count: 3 },
  }),
  stripeSample("invoice_payment.paid", {
    told: null,
    object: { id: "inpay_1", object: "invoice_payment", invoice: "in_1042" },
  }),
  stripeSample("invoice.payment_failed", {
    told: "payment.failed",
    object: { ...invoice, attempt_count: 2, attempted: true, next_payment_attempt: 1_795_510_800 },
  }),
  stripeSample("invoice.payment_failed", {
    variant: "last attempt",
    told: "payment.failed",
    object: { ...invoice, attempt_count: 4, attempted: true, next_payment_attempt: null },
  }),
  stripeSample("invoice.payment_action_required", {
    told: "payment.action_required",
    object: { ...invoice, attempt_count: 1, attempted: true },
  }),
  stripeSample("invoice.upcoming", {
    told: "invoice.upcoming",
    object: { ...invoice, id: "upcoming_in_1", number: null, status: "draft" },
  }),
  stripeSample("invoice.will_be_due", { told: "invoice.due_soon", object: byHand }),
  stripeSample("invoice.overdue", { told: "invoice.overdue", object: byHand }),
  stripeSample("invoice.voided", { told: "invoice.voided", object: { ...invoice, status: "void" } }),
  stripeSample("invoice.deleted", { told: "invoice.deleted", object: { ...invoice, status: "draft" } }),
  stripeSample("invoice.marked_uncollectible", {
    told: "invoice.uncollectible",
    object: { ...invoice, status: "uncollectible" },
  }),
  stripeSample("invoice.finalization_failed", {
    told: "invoice.finalization_failed",
    object: {
      ...invoice,
      status: "draft",
      last_finalization_error: { message: "The customer has no tax location." },
    },
  }),
];
