import { reaches } from "@/lib/messages/bounds";
import { say } from "@/lib/messages/sentence";
import { defineEvent, joining, type View } from "./define";
import { amountOf, dueOf, invoiceData, invoiceKey, invoiceLinks, numberOf, periodOf } from "./invoice-parts";
import { given, graded, metrics, ownerOf, plural, sentence, sentences, subject, who } from "./parts";
import { countIn, dayIn, instantIn, moneyIn, textIn } from "./read";
import { acme, at } from "./samples-of";
import { count, instant, label, money } from "./shapes";

/** Days past the due date when it happened, as the sender counts them or by the calendar. */
function daysLate({ data, occurredAt }: View): number | undefined {
  const counted = countIn(data, "daysLate", "daysPastDue", "daysOverdue");
  if (counted !== undefined) return counted;
  const due = instantIn(data, "dueOn", "dueDate", "dueAt");
  const days = due && Math.floor((occurredAt.getTime() - due.getTime()) / 86_400_000);
  return days !== undefined && days > 0 ? days : undefined;
}

const lastStraw = 30;
const paidOf = ({ data }: View) => moneyIn(data, "amountPaid") ?? amountOf(data);

const paid = defineEvent({
  type: "invoice.paid",
  label: "Invoice paid",
  family: "invoices",
  description: "An invoice is settled in full, by a charge, by hand or by credit.",
  data: invoiceData.extend({ amountPaid: money, paidOn: instant, method: label }),
  severity: "good",
  wording: (view) => {
    const number = numberOf(view.data);
    return {
      headline: say`${subject(view)} paid ${given(number, (text) => `invoice ${text}`) || "an invoice"}${given(paidOf(view), (money) => `: ${view.pen.money(money, "short")}`)}`,
      why: given(daysLate(view), (days) => `Paid ${plural(days, "day")} late.`) || undefined,
    };
  },
  fields: (view) => {
    const amount = paidOf(view);
    return metrics({
      Invoice: numberOf(view.data),
      "Amount paid": amount && view.pen.money(amount),
      Method: textIn(view.data, "method", "paymentMethod"),
      Paid: view.pen.day(dayIn(view.data, "paidOn", "paidAt")),
      Period: periodOf(view),
    });
  },
  links: invoiceLinks,
  story: ({ data }) => joining(invoiceKey(data), "resolves", 8),
  feeds: ["invoices", "payments", "revenue"],
  sample: {
    id: "sample_invoice_paid",
    type: "invoice.paid",
    occurredAt: at,
    customer: acme,
    data: {
      number: "INV-1042",
      amountPaid: { amount: "1299.00", currency: "USD" },
      method: "Bank transfer",
      url: "https://app.example/invoices/1042",
    },
  },
});

const voided = defineEvent({
  type: "invoice.voided",
  label: "Invoice voided",
  family: "invoices",
  description: "An invoice was withdrawn: nobody has to pay it any more.",
  data: invoiceData.extend({ reason: label }),
  severity: "info",
  emoji: ":wastebasket:",
  wording: ({ customer, data, pen }) => ({
    headline: say`Invoice voided: ${who(customer, "a customer")}${given(amountOf(data), (money) => ` ${pen.money(money, "short")}`)}`,
    why: sentence(textIn(data, "reason")),
  }),
  fields: (view) => {
    const amount = amountOf(view.data);
    return metrics({
      Invoice: numberOf(view.data),
      Amount: amount && view.pen.money(amount),
      Due: dueOf(view),
      Period: periodOf(view),
    });
  },
  links: invoiceLinks,
  story: ({ data }) => joining(invoiceKey(data), "resolves", 9),
  feeds: ["invoices"],
  sample: {
    id: "sample_invoice_voided",
    type: "invoice.voided",
    occurredAt: at,
    customer: acme,
    data: {
      number: "INV-1042",
      amountDue: { amount: "1299.00", currency: "USD" },
      reason: "Issued twice",
      url: "https://app.example/invoices/1042",
    },
  },
});

const overdue = defineEvent({
  type: "invoice.overdue",
  label: "Invoice overdue",
  family: "invoices",
  description: "The due date has passed and the invoice is not paid.",
  data: invoiceData.extend({ daysLate: count, contact: label }),
  severity: "warning",
  wording: (view) => {
    const { data, pen } = view;
    const due = dueOf(view);
    return {
      headline: say`${subject(view)} past due${given(amountOf(data), (money) => ` ${pen.money(money, "short")}`)}${given(daysLate(view), (days) => ` (${plural(days, "day")})`)}`,
      why: sentences(
        given(due, (day) => `It was due ${day}.`),
        sentence(textIn(data, "reason")),
      ),
    };
  },
  fields: (view) => {
    const { data, pen, customer } = view;
    const amount = amountOf(data);
    return metrics({
      Amount: amount && pen.money(amount),
      "Days late": daysLate(view),
      Status: textIn(data, "status"),
      Invoice: numberOf(data),
      Contact: textIn(data, "contact", "contactEmail") ?? customer?.email,
      Owner: ownerOf(view),
    });
  },
  links: invoiceLinks,
  // A month late is no oversight any more, and a large sum is worth a call at once.
  vary: (view) => {
    const isLong = (daysLate(view) ?? 0) >= lastStraw;
    return isLong || reaches(amountOf(view.data), view.bounds.largeInvoice) ? graded("critical") : undefined;
  },
  story: ({ data }) => joining(invoiceKey(data), "opens", 5),
  feeds: ["invoices", "failedPayments"],
  sample: {
    id: "sample_invoice_overdue",
    type: "invoice.overdue",
    occurredAt: at,
    customer: acme,
    data: {
      number: "INV-1042",
      amountDue: { amount: "4200.00", currency: "USD" },
      dueOn: "2026-11-09",
      daysLate: 12,
      status: "past due",
      url: "https://app.example/invoices/1042",
    },
  },
});

export const invoiceEndings = [paid, voided, overdue];
