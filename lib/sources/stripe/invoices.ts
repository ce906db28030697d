import { countAt, instantOfSeconds, listOf, numberAt, type Payload, present, textAt, valueAt } from "../read";
import { stripeMoney } from "./money";
import { dashboardUrl, nothingToTell, type Rule, type StripeEvent, toldBy } from "./told";

const at = (object: unknown, ...paths: string[]) => instantOfSeconds(numberAt(object, ...paths));

const isAutomatic = (invoice: Payload) => textAt(invoice, "collection_method") === "charge_automatically";

/** Older versions of Stripe's API name the subscription on the invoice, newer ones on its parent. */
const subscriptionOf = (invoice: Payload) =>
  textAt(
    invoice,
    "parent.subscription_details.subscription",
    "subscription",
    "subscription.id",
    "subscription_details.subscription",
  );

/** What is said of every invoice. `stripe` counts the attempts that were made, and names the next one. */
function invoiceData({ object, dashboard }: StripeEvent): Record<string, unknown> {
  const currency = textAt(object, "currency");
  const amount = (name: string) => stripeMoney(numberAt(object, name), currency);
  const id = textAt(object, "id");
  const url = dashboardUrl(dashboard, "invoices", id);
  const lines = listOf(valueAt(object, "lines.data"));
  return present({
    invoiceId: id,
    invoiceNumber: textAt(object, "number"),
    number: textAt(object, "number"),
    subscriptionId: subscriptionOf(object),
    amountDue: amount("amount_due"),
    amountPaid: amount("amount_paid"),
    amountRemaining: amount("amount_remaining"),
    status: textAt(object, "status"),
    collection: isAutomatic(object) ? "automatic" : "send_invoice",
    billingReason: textAt(object, "billing_reason")?.replaceAll("_", " "),
    dueOn: at(object, "due_date"),
    chargesOn: isAutomatic(object) ? at(object, "next_payment_attempt") : undefined,
    periodStart: at(object, "lines.data.0.period.start", "period_start"),
    periodEnd: at(object, "lines.data.0.period.end", "period_end"),
    lineCount: countAt(object, "lines.total_count") ?? (lines.length || undefined),
    description: textAt(object, "lines.data.0.description"),
    url,
    invoiceUrl: url,
    hostedInvoiceUrl: textAt(object, "hosted_invoice_url"),
    dashboardUrl: url,
  });
}

const tells =
  (type: string): Rule =>
  (event) => ({ type, data: invoiceData(event) });

/** With the whole intent in it (an expanded one) the invoice knows why the bank said no. */
function declineOf(invoice: Payload): string | undefined {
  return textAt(
    invoice,
    "payment_intent.last_payment_error.message",
    "payments.data.0.payment.payment_intent.last_payment_error.message",
    "last_finalization_error.message",
  );
}

const failed: Rule = (event) => {
  const { object } = event;
  const attempt = countAt(object, "attempt_count");
  const next = at(object, "next_payment_attempt");
  // Stripe says that an attempt was the last one only by naming no next. A first payment has one attempt, and the buyer is there.
  const isLast =
    next === undefined && isAutomatic(object) && textAt(object, "billing_reason") !== "subscription_create";
  const { amountDue, ...rest } = invoiceData(event);
  return {
    type: "payment.failed",
    data: present({
      ...rest,
      amount:
        stripeMoney(numberAt(object, "amount_remaining", "amount_due"), textAt(object, "currency")) ??
        amountDue,
      attempt,
      maxAttempts: isLast ? attempt : undefined,
      nextRetryAt: next,
      reason: declineOf(object),
    }),
  };
};

const paid: Rule = (event) => {
  const { object } = event;
  const amountPaid = numberAt(object, "amount_paid") ?? 0;
  const isOutOfBand = object.paid_out_of_band === true;
  if (amountPaid === 0 && !isOutOfBand) return nothingToTell("Nothing had to be paid.");
  const attempt = countAt(object, "attempt_count");
  const money = stripeMoney(
    isOutOfBand ? numberAt(object, "amount_due", "total") : amountPaid,
    textAt(object, "currency"),
  );
  return {
    type: "payment.succeeded",
    data: present({
      ...invoiceData(event),
      amount: money,
      attempt: attempt === 0 ? undefined : attempt,
      method: isOutOfBand ? "Outside of Stripe" : undefined,
    }),
    // invoice.paid and invoice.payment_succeeded carry the same invoice; whichever comes first is told.
    sharedId: `paid:${textAt(object, "id") ?? event.id}`,
  };
};

/** A draft is told when it waits for a person; one that finalizes by itself is told by that. */
const created: Rule = (event) =>
  event.object.auto_advance === true || textAt(event.object, "status") !== "draft"
    ? toldBy("invoice.finalized")
    : { type: "invoice.created", data: invoiceData(event) };

/** What is told of `invoice.*`. */
export const invoiceRules: Readonly<Record<string, Rule>> = {
  "invoice.created": created,
  "invoice.finalized": tells("invoice.finalized"),
  "invoice.sent": () => toldBy("invoice.finalized"),
  "invoice.updated": () => nothingToTell("What changes of an invoice has events of its own."),
  "invoice.paid": paid,
  "invoice.payment_succeeded": paid,
  "invoice_payment.paid": () => toldBy("invoice.paid"),
  "invoice.payment_failed": failed,
  "invoice.payment_action_required": (event) => ({
    type: "payment.action_required",
    data: present({
      ...invoiceData(event),
      amount: stripeMoney(
        numberAt(event.object, "amount_remaining", "amount_due"),
        textAt(event.object, "currency"),
      ),
      attempt: countAt(event.object, "attempt_count") || undefined,
    }),
  }),
  "invoice.upcoming": tells("invoice.upcoming"),
  "invoice.will_be_due": tells("invoice.due_soon"),
  "invoice.overdue": tells("invoice.overdue"),
  "invoice.voided": tells("invoice.voided"),
  "invoice.deleted": tells("invoice.deleted"),
  "invoice.marked_uncollectible": tells("invoice.uncollectible"),
  "invoice.finalization_failed": tells("invoice.finalization_failed"),
};
