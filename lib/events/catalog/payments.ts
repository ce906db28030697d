import { moment, say } from "@/lib/messages/sentence";
import { classicPurchase } from "./classic";
import { defineEvent, joining } from "./define";
import { given, graded, links, metrics, ownerOf, plural, sentences, subject, who } from "./parts";
import {
  attemptOf,
  attemptText,
  fullAmount,
  invoiceOf,
  isImportant,
  isLastAttempt,
  isStoreBillingIssue,
  methodOf,
  paymentData,
  paymentKey,
  paymentLinks,
  reasonOf,
  shortAmount,
} from "./payment-parts";
import { countIn, type Data, dayIn, instantIn, textIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { count, instant, label, money, url } from "./shapes";
import { mrrOf, storeSettleSeconds, subscriptionKey } from "./subscription-parts";

const billingIssue = classicPurchase({
  mood: "loss",
  emoji: ":scream_cat:",
  did: "got a billing issue",
  didWith: (product) => `got a billing issue on ${product}`,
});

function failuresBefore(data: Data): number {
  return countIn(data, "failedAttempts") ?? Math.max(0, (attemptOf(data) ?? 1) - 1);
}

const succeeded = defineEvent({
  type: "payment.succeeded",
  label: "Payment succeeded",
  family: "payments",
  description: "A charge went through, made by the customer or on their behalf.",
  data: paymentData.extend({ failedAttempts: count }),
  severity: "good",
  wording: (view) => {
    const failures = failuresBefore(view.data);
    return {
      headline: say`${subject(view)} paid${shortAmount(view)}`,
      why: failures > 0 ? `Recovered after ${plural(failures, "failed attempt")}.` : undefined,
    };
  },
  fields: (view) =>
    metrics({
      Amount: fullAmount(view),
      Method: methodOf(view.data),
      Invoice: invoiceOf(view.data),
      Attempt: attemptText(view.data),
    }),
  links: paymentLinks,
  // It tells more than the `invoice.paid` that comes with it, so it leads.
  story: ({ data }) => joining(paymentKey(data), "resolves", 10),
  feeds: ["payments", "revenue"],
  sample: {
    id: "sample_payment_succeeded",
    type: "payment.succeeded",
    occurredAt: at,
    customer: acme,
    data: {
      amount: { amount: "4200.00", currency: "USD" },
      method: "Visa",
      last4: "4242",
      invoiceNumber: "INV-1042",
      invoiceUrl: "https://app.example/invoices/1042",
    },
  },
});

const failed = defineEvent({
  type: "payment.failed",
  label: "Payment failed",
  family: "payments",
  description:
    "A charge was declined. An app store's billing issue counts: it names the product instead of an amount.",
  data: paymentData.extend({
    nextRetryAt: instant,
    failedSince: instant,
    graceEndsOn: instant,
    mrrAtRisk: money,
  }),
  severity: "warning",
  color: "#F2545B",
  wording: (view) => {
    const { customer, data, pen } = view;
    const first = pen.day(dayIn(data, "failedSince", "firstFailedAt"));
    const grace = pen.day(dayIn(data, "graceEndsOn", "gracePeriodEndsAt"));
    const attempt = given(attemptText(data), (text) => ` (attempt ${text})`);
    return {
      headline: say`Payment failed: ${who(customer, "a customer")}${shortAmount(view)}${attempt}`,
      why: sentences(
        isLastAttempt(data) ? "This was the last attempt." : undefined,
        given(first, (day) => `Failing since ${day}.`),
        given(grace, (day) => `Grace ends ${day}.`),
      ),
    };
  },
  fields: (view) => {
    const { data, pen } = view;
    const retry = instantIn(data, "nextRetryAt", "nextAttemptAt");
    const mrr = mrrOf(view);
    return metrics({
      Amount: fullAmount(view),
      Reason: reasonOf(data),
      Attempt: attemptText(data),
      "Next retry": retry && moment(retry),
      "MRR at risk": mrr && pen.money(mrr),
      Owner: ownerOf(view),
      Invoice: invoiceOf(data),
      Method: methodOf(data),
    });
  },
  links: paymentLinks,
  vary: (view) => {
    if (isStoreBillingIssue(view.data)) return billingIssue;
    const isUrgent = isLastAttempt(view.data) || isImportant(view);
    return isUrgent ? { severity: "critical", emoji: ":rotating_light:" } : undefined;
  },
  story: (view) =>
    isStoreBillingIssue(view.data)
      ? joining(subscriptionKey(view), "opens", 4, { settleSeconds: storeSettleSeconds })
      : joining(paymentKey(view.data), "opens", 4),
  feeds: ["payments", "failedPayments"],
  sample: {
    id: "sample_payment_failed",
    type: "payment.failed",
    occurredAt: at,
    customer: acme,
    data: {
      amount: { amount: "4200.00", currency: "USD" },
      attempt: 2,
      maxAttempts: 4,
      reason: "Insufficient funds",
      nextRetryAt: "2026-11-24T09:00:00Z",
      invoiceNumber: "INV-1042",
      invoiceUrl: "https://app.example/invoices/1042",
    },
  },
});

const actionRequired = defineEvent({
  type: "payment.action_required",
  label: "Payment needs the customer",
  family: "payments",
  description: "The bank wants the customer to confirm the charge, such as by 3-D Secure.",
  data: paymentData.extend({ confirmUrl: url, contact: label }),
  severity: "warning",
  emoji: ":hourglass_flowing_sand:",
  wording: (view) => ({
    headline: say`${subject(view)} must confirm a payment${shortAmount(view) && ` of${shortAmount(view)}`}`,
    why: "The charge waits until the customer confirms it with their bank.",
  }),
  fields: (view) =>
    metrics({
      Amount: fullAmount(view),
      Method: methodOf(view.data),
      Invoice: invoiceOf(view.data),
      Contact: textIn(view.data, "contact", "contactEmail") ?? view.customer?.email,
    }),
  links: (view) => [...links({ "Open confirmation": urlIn(view.data, "confirmUrl") }), ...paymentLinks(view)],
  vary: (view) => (isImportant(view) ? graded("critical") : undefined),
  story: ({ data }) => joining(paymentKey(data), "opens", 3),
  feeds: ["payments"],
  sample: {
    id: "sample_payment_action_required",
    type: "payment.action_required",
    occurredAt: at,
    customer: acme,
    data: {
      amount: { amount: "4200.00", currency: "USD" },
      method: "Visa",
      last4: "4242",
      invoiceNumber: "INV-1042",
      invoiceUrl: "https://app.example/invoices/1042",
    },
  },
});

const cancelled = defineEvent({
  type: "payment.cancelled",
  label: "Payment cancelled",
  family: "payments",
  description: "A payment was given up before any money moved.",
  data: paymentData,
  severity: "info",
  emoji: ":no_entry_sign:",
  wording: (view) => ({
    headline: say`Payment cancelled: ${who(view.customer, "a customer")}${shortAmount(view)}`,
    why: "No money has moved.",
  }),
  fields: (view) =>
    metrics({
      Amount: fullAmount(view),
      Reason: reasonOf(view.data),
      Method: methodOf(view.data),
      Invoice: invoiceOf(view.data),
    }),
  links: paymentLinks,
  story: ({ data }) => joining(paymentKey(data), "resolves", 6),
  feeds: ["payments"],
  sample: {
    id: "sample_payment_cancelled",
    type: "payment.cancelled",
    occurredAt: at,
    customer: acme,
    data: { paymentId: "pay_72", amount: { amount: "4200.00", currency: "USD" }, reason: "Abandoned" },
  },
});

export const payments = [succeeded, failed, actionRequired, cancelled];
