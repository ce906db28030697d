import { moment, say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { productOf } from "./classic";
import { defineEvent, joining, type View } from "./define";
import { brief, given, graded, metrics, sentence, sentences, subject, who } from "./parts";
import {
  fullAmount,
  invoiceOf,
  methodOf,
  paymentData,
  paymentKey,
  paymentLinks,
  reasonOf,
  shortAmount,
} from "./payment-parts";
import { instantIn, textIn } from "./read";
import { acme, at } from "./samples-of";
import { instant, label } from "./shapes";

const data = paymentData.extend({ dueBy: instant, status: label, refundId: label, disputeId: label });

function fields(view: View) {
  const due = instantIn(view.data, "dueBy", "evidenceDueOn", "evidenceDueBy", "respondBy");
  return metrics({
    Amount: fullAmount(view),
    Reason: reasonOf(view.data),
    "Answer by": due && moment(due),
    Product: productOf(view.data),
    Method: methodOf(view.data),
    Invoice: invoiceOf(view.data),
  });
}

const refundOf = (view: View) =>
  given(shortAmount(view) || undefined, (amount) => amount) ||
  given(brief(productOf(view.data)), (product) => ` for ${product}`);

const sampleOf = (type: string, data: Record<string, unknown>): SampleEvent => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  customer: acme,
  data: {
    paymentId: "pay_71",
    amount: { amount: "129.00", currency: "USD" },
    invoiceNumber: "INV-1038",
    invoiceUrl: "https://app.example/invoices/1038",
    ...data,
  },
});

/** The bank's word on a dispute. */
const isLost = (view: View) =>
  /^(?:lost|charge_refunded|accepted)/i.test(textIn(view.data, "status", "outcome") ?? "");

export const refunds = [
  defineEvent({
    type: "payment.refunded",
    label: "Payment refunded",
    family: "payments",
    description: "Money went back to the customer, in whole or in part.",
    data,
    severity: "warning",
    emoji: ":leftwards_arrow_with_hook:",
    wording: (view) => ({
      headline: say`${subject(view)} was refunded${refundOf(view)}`,
    }),
    fields,
    links: paymentLinks,
    story: ({ data }) => joining(paymentKey(data), "updates", 11),
    feeds: ["payments", "refunds", "revenue"],
    sample: sampleOf("payment.refunded", { reason: "Duplicate charge" }),
  }),
  defineEvent({
    type: "payment.refund_reversed",
    label: "Refund reversed",
    family: "payments",
    description: "A refund was taken back: the money is yours again.",
    data,
    severity: "good",
    wording: (view) => ({
      headline: say`Refund reversed: ${who(view.customer, "a customer")}${refundOf(view)}`,
      why: sentence(reasonOf(view.data)),
    }),
    fields,
    links: paymentLinks,
    story: ({ data }) => joining(paymentKey(data), "updates", 12),
    feeds: ["payments", "refunds", "revenue"],
    sample: sampleOf("payment.refund_reversed", {}),
  }),
  defineEvent({
    type: "payment.disputed",
    label: "Payment disputed",
    family: "payments",
    description: "The customer asked their bank to take a charge back. There is a date to answer by.",
    data,
    severity: "critical",
    wording: (view) => ({
      headline: say`${subject(view)} disputes a payment${shortAmount(view) && ` of${shortAmount(view)}`}`,
      why: "Without an answer in time the money is lost.",
    }),
    fields,
    links: paymentLinks,
    story: ({ data }) => joining(paymentKey(data), "opens", 13),
    feeds: ["payments", "refunds"],
    sample: sampleOf("payment.disputed", { reason: "Product not received", dueBy: "2026-12-02T23:59:00Z" }),
  }),
  defineEvent({
    type: "payment.dispute_closed",
    label: "Dispute closed",
    family: "payments",
    description: "The bank decided on a disputed charge.",
    data,
    severity: "good",
    wording: (view) => ({
      headline: say`Dispute ${isLost(view) ? "lost" : textIn(view.data, "status", "outcome") === "won" ? "won" : "closed"}: ${who(view.customer, "a customer")}${shortAmount(view)}`,
      why: sentences(isLost(view) ? "The money stays with the customer." : undefined),
    }),
    fields,
    links: paymentLinks,
    vary: (view) => (isLost(view) ? graded("warning") : undefined),
    story: ({ data }) => joining(paymentKey(data), "resolves", 14),
    feeds: ["payments", "refunds"],
    sample: sampleOf("payment.dispute_closed", { status: "won", reason: "Product not received" }),
  }),
];
