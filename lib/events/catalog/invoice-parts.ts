import { z } from "zod";
import type { Money } from "@/lib/messages/money";
import type { View } from "./define";
import { customerPage, links } from "./parts";
import { type Data, dayIn, moneyIn, textIn, urlIn } from "./read";
import { count, currency, instant, label, money, named, url } from "./shapes";

export const invoiceData = z.looseObject({
  invoiceId: label,
  number: label,
  amountDue: money,
  currency,
  dueOn: instant,
  chargesOn: instant,
  status: label,
  collection: label,
  periodStart: instant,
  periodEnd: instant,
  lineCount: count,
  owner: named,
  url,
});

export const amountOf = (data: Data): Money | undefined => moneyIn(data, "amountDue", "amount", "total");
export const numberOf = (data: Data) => textIn(data, "number", "invoiceNumber", "invoiceId", "invoice");
export const dueOf = ({ data, pen }: View) => pen.day(dayIn(data, "dueOn", "dueDate", "dueAt"));

/** The case of an invoice and of every attempt to have it paid, by the invoice's id or else its number. */
export function invoiceKey(data: Data): string | undefined {
  const id = textIn(data, "invoiceId", "invoiceNumber", "number", "invoice");
  return id === undefined ? undefined : `invoice:${id}`;
}

export function periodOf({ data, pen }: View): string | undefined {
  const [start, end] = [pen.day(dayIn(data, "periodStart")), pen.day(dayIn(data, "periodEnd"))];
  return start && end ? `${start} – ${end}` : undefined;
}

const stripeObjects: readonly [prefix: string, names: readonly string[], page: string][] = [
  ["in_", ["stripeInvoiceId", "invoiceId"], "invoices"],
  ["pi_", ["stripePaymentIntentId", "paymentIntentId", "paymentId"], "payments"],
  ["cus_", ["stripeCustomerId"], "customers"],
];

/**
 * The thing's page in Stripe's dashboard: as sent, or from its Stripe id. A sandbox event leads to the test dashboard (STA-19).
 * Only ids that name themselves as Stripe's count when the sender's field does not.
 */
export function stripePage({ data, environment }: View): string | undefined {
  const sent = urlIn(data, "stripeUrl", "dashboardUrl");
  if (sent !== undefined) return sent;
  const isStripe = textIn(data, "provider", "processor", "paymentProvider")?.toLowerCase() === "stripe";
  for (const [prefix, names, page] of stripeObjects) {
    const id = textIn(data, ...(isStripe ? names : names.filter((name) => name.startsWith("stripe"))));
    if (id?.startsWith(prefix) && /^\w+$/.test(id))
      return `https://dashboard.stripe.com/${environment === "sandbox" ? "test/" : ""}${page}/${id}`;
  }
  return undefined;
}

export function invoiceLinks(view: View) {
  return links({
    "Open invoice": urlIn(view.data, "url", "invoiceUrl", "hostedInvoiceUrl"),
    "Open in Stripe": stripePage(view),
    "Open customer": customerPage(view),
  });
}
