import { z } from "zod";
import { formatDay } from "@/lib/messages/format";
import { formatMoney } from "@/lib/messages/money";
import { moment, say } from "@/lib/messages/sentence";
import { classicPurchase } from "./classic";
import { defineEvent, type View } from "./define";
import { given, links, metrics, who } from "./parts";
import { countIn, type Data, dayIn, instantIn, moneyIn, textIn, urlIn } from "./read";
import { count, currency, instant, label, money, named, url } from "./shapes";

const paymentData = z.looseObject({
  amount: money,
  currency,
  method: named,
  last4: label,
  invoiceNumber: label,
  invoiceUrl: url,
  attempt: count,
  productId: label,
});

const amountOf = (data: Data) => moneyIn(data, "amount", "amountPaid", "amountDue");
const attemptOf = (data: Data) => countIn(data, "attempt", "attemptNumber", "attemptCount");
const maxAttemptsOf = (data: Data) => countIn(data, "maxAttempts", "attemptsMax");
const invoiceOf = (data: Data) => textIn(data, "invoiceNumber", "number", "invoiceId", "invoice");

function methodOf(data: Data): string | undefined {
  const brand = textIn(data, "methodBrand", "brand", "method", "paymentMethod");
  const lastFour = textIn(data, "last4", "methodLast4");
  if (lastFour === undefined) return brand;
  return `${brand ?? "Card"} ending in ${lastFour}`;
}

function attemptText(data: Data): string | undefined {
  const attempt = attemptOf(data);
  if (attempt === undefined) return undefined;
  return `${attempt}${given(maxAttemptsOf(data), (max) => ` of ${max}`)}`;
}

const paymentLinks = ({ customer, data }: View) =>
  links({
    "Open invoice": urlIn(data, "invoiceUrl", "url", "hostedInvoiceUrl"),
    "Open customer": customer?.url,
  });

/** App stores report a failed charge with the product alone; billing systems with an amount or an invoice. */
function isStoreBillingIssue(data: Data): boolean {
  return (
    textIn(data, "productId") !== undefined && amountOf(data) === undefined && invoiceOf(data) === undefined
  );
}

function isLastAttempt(data: Data): boolean {
  const attempt = attemptOf(data);
  const max = maxAttemptsOf(data);
  return attempt !== undefined && max !== undefined && max > 0 && attempt >= max;
}

const billingIssue = classicPurchase({
  mood: "loss",
  emoji: ":scream_cat:",
  did: "got a billing issue",
  didWith: (product) => `got a billing issue on ${product}`,
});

const paymentSucceeded = defineEvent({
  type: "payment.succeeded",
  label: "Payment succeeded",
  family: "payments",
  description: "A charge went through, made by the customer or on their behalf.",
  data: paymentData.extend({ failedAttempts: count }),
  severity: "good",
  wording: ({ customer, data }) => {
    const amount = amountOf(data);
    const failures = countIn(data, "failedAttempts") ?? Math.max(0, (attemptOf(data) ?? 1) - 1);
    return {
      headline: say`${who(customer, "A customer")} paid${given(amount, (money) => ` ${formatMoney(money, "short")}`)}`,
      why:
        failures > 0
          ? `Recovered after ${failures} failed ${failures === 1 ? "attempt" : "attempts"}.`
          : undefined,
    };
  },
  fields: ({ data }) => {
    const amount = amountOf(data);
    return metrics({
      Amount: amount && formatMoney(amount),
      Method: methodOf(data),
      Invoice: invoiceOf(data),
      Attempt: attemptText(data),
    });
  },
  links: paymentLinks,
  sample: {
    id: "sample_payment_succeeded",
    type: "payment.succeeded",
    occurredAt: "2026-11-21T09:00:00Z",
    customer: { id: "cus_acme", name: "Acme", url: "https://app.example/c/acme" },
    data: {
      amount: { amount: "4200.00", currency: "USD" },
      method: "Visa",
      last4: "4242",
      invoiceNumber: "INV-1042",
      invoiceUrl: "https://app.example/invoices/1042",
    },
  },
});

const paymentFailed = defineEvent({
  type: "payment.failed",
  label: "Payment failed",
  family: "payments",
  description:
    "A charge was declined. An app store's billing issue counts: it names the product instead of an amount.",
  data: paymentData.extend({
    maxAttempts: count,
    reason: label,
    nextRetryAt: instant,
    failedSince: instant,
    graceEndsOn: instant,
  }),
  severity: "warning",
  color: "#F2545B",
  wording: ({ customer, data, timeZone, now }) => {
    const amount = amountOf(data);
    const first = formatDay(dayIn(data, "failedSince"), timeZone, now);
    const grace = formatDay(dayIn(data, "graceEndsOn", "gracePeriodEndsAt"), timeZone, now);
    const why = [given(first, (day) => `Failing since ${day}.`), given(grace, (day) => `Grace ends ${day}.`)];
    const attempt = given(attemptText(data), (text) => ` (attempt ${text})`);
    return {
      headline: say`Payment failed: ${who(customer, "a customer")}${given(amount, (money) => ` ${formatMoney(money, "short")}`)}${attempt}`,
      why: why.filter(Boolean).join(" ") || undefined,
    };
  },
  fields: ({ data }) => {
    const amount = amountOf(data);
    const retry = instantIn(data, "nextRetryAt", "nextAttemptAt");
    return metrics({
      Amount: amount && formatMoney(amount),
      Reason: textIn(data, "reason", "declineReason", "failureReason"),
      Attempt: attemptText(data),
      "Next retry": retry && moment(retry),
      Method: methodOf(data),
      Invoice: invoiceOf(data),
    });
  },
  links: paymentLinks,
  vary: ({ data }) => {
    if (isStoreBillingIssue(data)) return billingIssue;
    return isLastAttempt(data) ? { severity: "critical", emoji: ":rotating_light:" } : undefined;
  },
  sample: {
    id: "sample_payment_failed",
    type: "payment.failed",
    occurredAt: "2026-11-21T09:00:00Z",
    customer: { id: "cus_acme", name: "Acme", url: "https://app.example/c/acme" },
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

export const payments = [paymentSucceeded, paymentFailed];
