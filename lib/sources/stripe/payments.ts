import { instantOfSeconds, numberAt, type Payload, present, textAt, valueAt } from "../read";
import { brandOf } from "./brand";
import { stripeMoney } from "./money";
import { dashboardUrl, nothingToTell, type Rule, type StripeEvent, toldBy } from "./told";

/**
 * Whether a charge or intent pays an invoice, whose own events tell of it. Since API version 2025-03-31 neither names
 * the invoice; then the order reference or Stripe's own description gives it away.
 */
function paysInvoice(object: Payload): boolean {
  if (textAt(object, "invoice", "invoice.id") !== undefined) return true;
  if (textAt(object, "payment_details.order_reference")?.startsWith("in_")) return true;
  const description = textAt(object, "description") ?? "";
  return /^(?:Subscription (?:creation|update|cycle)|Payment for Invoice)\b/i.test(description);
}

function cardOf(object: Payload) {
  const method =
    valueAt(object, "payment_method_details") ?? valueAt(object, "last_payment_error.payment_method");
  return {
    method: brandOf(textAt(method, "card.brand", "type")),
    last4: textAt(method, "card.last4", "us_bank_account.last4", "sepa_debit.last4"),
  };
}

/** What is said of every charge and intent. */
function paymentData({ object, dashboard }: StripeEvent): Record<string, unknown> {
  const intent = textAt(object, "payment_intent", "payment_intent.id");
  const id = textAt(object, "id");
  const paymentId = intent ?? id;
  const url = dashboardUrl(dashboard, "payments", paymentId);
  return present({
    paymentId,
    invoiceId: textAt(object, "invoice", "invoice.id"),
    amount: stripeMoney(
      numberAt(object, "amount_received") || numberAt(object, "amount"),
      textAt(object, "currency"),
    ),
    ...cardOf(object),
    description: textAt(object, "description"),
    reason: textAt(
      object,
      "last_payment_error.message",
      "failure_message",
      "outcome.seller_message",
      "last_payment_error.code",
      "failure_code",
    ),
    declineCode: textAt(object, "last_payment_error.decline_code", "failure_code"),
    receiptUrl: textAt(object, "receipt_url"),
    url,
    dashboardUrl: url,
  });
}

/** Tells of an intent unless an invoice does. */
const ofIntent =
  (type: string, invoiceEvent: string): Rule =>
  (event) => {
    if (paysInvoice(event.object)) return toldBy(invoiceEvent);
    const isDone = type === "payment.succeeded";
    const sharedId = isDone ? `payment:${textAt(event.object, "id") ?? event.id}` : undefined;
    return { type, data: paymentData(event), sharedId };
  };

/** Tells of a charge that stands alone: with an intent, or for an invoice, there is a better teller. */
const ofCharge =
  (type: string, intentEvent: string, invoiceEvent: string): Rule =>
  (event) => {
    if (paysInvoice(event.object)) return toldBy(invoiceEvent);
    if (textAt(event.object, "payment_intent", "payment_intent.id") !== undefined) return toldBy(intentEvent);
    return { type, data: paymentData(event) };
  };

const refunded: Rule = (event) => {
  const { object } = event;
  const currency = textAt(object, "currency");
  const total = numberAt(object, "amount_refunded");
  const before = numberAt(event.previous, "amount_refunded");
  // The charge says how much was given back so far; the difference is what this one gave.
  const now = total === undefined ? undefined : total - (before ?? 0);
  return {
    type: "payment.refunded",
    data: present({
      ...paymentData(event),
      amount: stripeMoney(now, currency),
      paid: stripeMoney(numberAt(object, "amount"), currency),
      refundedInAll: stripeMoney(total, currency),
      isWhole: object.refunded === true,
      reason: textAt(object, "refunds.data.0.reason")?.replaceAll("_", " "),
    }),
  };
};

const disputed =
  (type: string): Rule =>
  (event) => {
    const { object, dashboard } = event;
    const paymentId = textAt(object, "payment_intent", "charge");
    const url = dashboardUrl(dashboard, "disputes", textAt(object, "id"));
    return {
      type,
      data: present({
        disputeId: textAt(object, "id"),
        paymentId,
        amount: stripeMoney(numberAt(object, "amount"), textAt(object, "currency")),
        reason: textAt(object, "reason")?.replaceAll("_", " "),
        status: textAt(object, "status")?.replaceAll("_", " "),
        dueBy: instantOfSeconds(numberAt(object, "evidence_details.due_by")),
        url,
        dashboardUrl: url,
      }),
    };
  };

const checkout: Rule = (event) => {
  const { object, dashboard } = event;
  if (textAt(object, "mode") === "subscription") return toldBy("customer.subscription.created");
  if (textAt(object, "mode") === "setup")
    return nothingToTell("A payment method was saved; nothing was bought.");
  if (textAt(object, "payment_status") === "unpaid")
    return toldBy("checkout.session.async_payment_succeeded");
  if (numberAt(object, "amount_total") === 0) return nothingToTell("Nothing had to be paid.");
  const paymentId = textAt(object, "payment_intent", "payment_intent.id");
  const url = dashboardUrl(dashboard, "payments", paymentId);
  return {
    type: "payment.succeeded",
    data: present({
      paymentId,
      checkoutId: textAt(object, "id"),
      amount: stripeMoney(numberAt(object, "amount_total"), textAt(object, "currency")),
      reference: textAt(object, "client_reference_id"),
      url,
      dashboardUrl: url,
    }),
    // payment_intent.succeeded tells of the same payment; whichever comes first is told.
    sharedId: `payment:${paymentId ?? textAt(object, "id") ?? event.id}`,
  };
};

const inBetween = () => nothingToTell("A step in between; how it ends is told.");

/** What is told of `charge.*`, `payment_intent.*` and `checkout.session.*`. */
export const paymentRules: Readonly<Record<string, Rule>> = {
  "payment_intent.succeeded": ofIntent("payment.succeeded", "invoice.paid"),
  "payment_intent.payment_failed": ofIntent("payment.failed", "invoice.payment_failed"),
  "payment_intent.requires_action": ofIntent("payment.action_required", "invoice.payment_action_required"),
  "payment_intent.canceled": ofIntent("payment.cancelled", "invoice.voided"),
  "payment_intent.created": inBetween,
  "payment_intent.processing": inBetween,
  "charge.succeeded": ofCharge("payment.succeeded", "payment_intent.succeeded", "invoice.paid"),
  "charge.failed": ofCharge("payment.failed", "payment_intent.payment_failed", "invoice.payment_failed"),
  "charge.pending": inBetween,
  "charge.captured": () => toldBy("payment_intent.succeeded"),
  "charge.updated": () => nothingToTell("What changes of a charge has events of its own."),
  "charge.refunded": refunded,
  "charge.refund.updated": () => toldBy("charge.refunded"),
  "refund.created": () => toldBy("charge.refunded"),
  "refund.updated": () => toldBy("charge.refunded"),
  "charge.dispute.created": disputed("payment.disputed"),
  "charge.dispute.closed": disputed("payment.dispute_closed"),
  "checkout.session.completed": checkout,
  "checkout.session.async_payment_succeeded": checkout,
  "checkout.session.async_payment_failed": (event) => ({
    type: "payment.failed",
    data: present({
      paymentId: textAt(event.object, "payment_intent"),
      checkoutId: textAt(event.object, "id"),
      amount: stripeMoney(numberAt(event.object, "amount_total"), textAt(event.object, "currency")),
    }),
  }),
};
