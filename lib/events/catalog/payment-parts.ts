import { z } from "zod";
import type { View } from "./define";
import { invoiceKey, stripePage } from "./invoice-parts";
import { customerPage, given, links } from "./parts";
import { countIn, type Data, flagIn, moneyIn, textIn, urlIn } from "./read";
import { count, currency, flag, label, money, named, url } from "./shapes";

export const paymentData = z.looseObject({
  paymentId: label,
  amount: money,
  currency,
  method: named,
  last4: label,
  invoiceId: label,
  invoiceNumber: label,
  invoiceUrl: url,
  attempt: count,
  maxAttempts: count,
  reason: label,
  productId: label,
  subscriptionId: label,
  isVip: flag,
});

export const amountOf = (data: Data) => moneyIn(data, "amount", "amountPaid", "amountDue");
export const attemptOf = (data: Data) => countIn(data, "attempt", "attemptNumber", "attemptCount");
const maxAttemptsOf = (data: Data) => countIn(data, "maxAttempts", "attemptsMax");
export const invoiceOf = (data: Data) => textIn(data, "invoiceNumber", "number", "invoiceId", "invoice");
export const reasonOf = (data: Data) => textIn(data, "reason", "declineReason", "failureReason");

/** The amount as it stands in a subject, with the space before it. */
export const shortAmount = ({ data, pen }: View) =>
  given(amountOf(data), (amount) => ` ${pen.money(amount, "short")}`);

export function fullAmount({ data, pen }: View): string | undefined {
  const amount = amountOf(data);
  return amount && pen.money(amount);
}

export function methodOf(data: Data): string | undefined {
  const brand = textIn(data, "methodBrand", "brand", "method", "paymentMethod");
  const lastFour = textIn(data, "last4", "methodLast4");
  if (lastFour === undefined) return brand;
  return `${brand ?? "Card"} ending in ${lastFour}`;
}

export function attemptText(data: Data): string | undefined {
  const attempt = attemptOf(data);
  if (attempt === undefined) return undefined;
  return `${attempt}${given(maxAttemptsOf(data), (max) => ` of ${max}`)}`;
}

export function isLastAttempt(data: Data): boolean {
  const attempt = attemptOf(data);
  const max = maxAttemptsOf(data);
  return attempt !== undefined && max !== undefined && max > 0 && attempt >= max;
}

/** App stores report a failed charge with the product alone; billing systems with an amount or an invoice. */
export function isStoreBillingIssue(data: Data): boolean {
  return (
    textIn(data, "productId") !== undefined && amountOf(data) === undefined && invoiceOf(data) === undefined
  );
}

/** The invoice's case, or the payment's own where there is no invoice. */
export function paymentKey(data: Data): string | undefined {
  const id = textIn(data, "paymentId", "paymentIntentId", "chargeId");
  return invoiceKey(data) ?? (id === undefined ? undefined : `payment:${id}`);
}

export const paymentLinks = (view: View) =>
  links({
    "Open invoice": urlIn(view.data, "invoiceUrl", "url", "hostedInvoiceUrl"),
    "Open in Stripe": stripePage(view),
    "Open customer": customerPage(view),
  });

/** A customer who must not be kept waiting: marked so by the sender, or of a tier that says so. */
export function isImportant({ customer, data }: View): boolean {
  return (
    flagIn(data, "isVip", "vip") === true || /\b(?:vip|strategic|key account)\b/i.test(customer?.tier ?? "")
  );
}
