import { say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, joining, type View } from "./define";
import { amountOf, dueOf, invoiceData, invoiceKey, invoiceLinks, numberOf, periodOf } from "./invoice-parts";
import { given, metrics, ownerOf, sentence, sentences, who } from "./parts";
import { dayIn, textIn } from "./read";
import { acme, at } from "./samples-of";

const shortAmount = ({ data, pen }: View) =>
  given(amountOf(data), (amount) => `: ${pen.money(amount, "short")}`);

function fields(view: View) {
  const amount = amountOf(view.data);
  return metrics({
    Invoice: numberOf(view.data),
    "Amount due": amount && view.pen.money(amount),
    Due: dueOf(view),
    Period: periodOf(view),
    Reason: textIn(view.data, "reason"),
    Owner: ownerOf(view),
  });
}

const forWhom = ({ customer }: View) => who(customer, "a customer");

function sampleOf(type: string, data: Record<string, unknown>): SampleEvent {
  const amountDue = { amount: "1299.00", currency: "USD" };
  const url = "https://app.example/invoices/1042";
  return {
    id: `sample_${type.replace(".", "_")}`,
    type,
    occurredAt: at,
    customer: acme,
    data: { number: "INV-1042", amountDue, ...data, url },
  };
}

export const invoiceTroubles = [
  defineEvent({
    type: "invoice.upcoming",
    label: "Invoice coming up",
    family: "invoices",
    description: "The next invoice of a subscription will be made in a few days.",
    data: invoiceData,
    severity: "info",
    emoji: ":calendar:",
    wording: (view) => {
      const day = view.pen.day(dayIn(view.data, "chargesOn", "dueOn", "periodEnd"));
      return {
        headline: say`Next invoice for ${forWhom(view)}${shortAmount(view)}${given(day, (on) => ` on ${on}`)}`,
      };
    },
    fields,
    links: invoiceLinks,
    feeds: ["invoices"],
    sample: sampleOf("invoice.upcoming", { chargesOn: "2026-11-28" }),
  }),
  defineEvent({
    type: "invoice.due_soon",
    label: "Invoice due soon",
    family: "invoices",
    description: "An invoice that is not paid yet falls due in a few days.",
    data: invoiceData,
    severity: "info",
    emoji: ":calendar:",
    wording: (view) => ({
      headline: say`Due ${dueOf(view) ?? "soon"}: ${forWhom(view)}${given(amountOf(view.data), (amount) => ` ${view.pen.money(amount, "short")}`)}`,
      why: "It is not paid yet.",
    }),
    fields,
    links: invoiceLinks,
    story: ({ data }) => joining(invoiceKey(data), "updates", 2),
    feeds: ["invoices"],
    sample: sampleOf("invoice.due_soon", { dueOn: "2026-11-24" }),
  }),
  defineEvent({
    type: "invoice.uncollectible",
    label: "Invoice written off",
    family: "invoices",
    description: "Nobody expects an invoice to be paid any more.",
    data: invoiceData,
    severity: "critical",
    wording: (view) => ({
      headline: say`Invoice written off for ${forWhom(view)}${shortAmount(view)}`,
      why: sentence(textIn(view.data, "reason")) ?? "Nobody expects it to be paid any more.",
    }),
    fields,
    links: invoiceLinks,
    story: ({ data }) => joining(invoiceKey(data), "updates", 7),
    feeds: ["invoices", "failedPayments"],
    sample: sampleOf("invoice.uncollectible", {}),
  }),
  defineEvent({
    type: "invoice.finalization_failed",
    label: "Invoice could not be finalized",
    family: "invoices",
    description:
      "A draft could not become an invoice, such as for a missing address. Nobody is asked to pay until it can.",
    data: invoiceData,
    severity: "warning",
    wording: (view) => ({
      headline: say`Invoice for ${forWhom(view)} could not be finalized${shortAmount(view)}`,
      why: sentences(sentence(textIn(view.data, "reason")), "Nobody is asked to pay until it is."),
    }),
    fields,
    links: invoiceLinks,
    story: ({ data }) => joining(invoiceKey(data), "opens", 1),
    feeds: ["invoices"],
    sample: sampleOf("invoice.finalization_failed", { status: "draft" }),
  }),
  defineEvent({
    type: "invoice.deleted",
    label: "Draft deleted",
    family: "invoices",
    description: "A draft was thrown away before anybody was asked to pay.",
    data: invoiceData,
    severity: "info",
    emoji: ":wastebasket:",
    wording: (view) => ({
      headline: say`Draft invoice for ${forWhom(view)} deleted${shortAmount(view)}`,
      why: "Nobody was asked to pay.",
    }),
    fields,
    links: invoiceLinks,
    story: ({ data }) => joining(invoiceKey(data), "resolves", 3),
    feeds: ["invoices"],
    sample: sampleOf("invoice.deleted", { status: "draft" }),
  }),
];
