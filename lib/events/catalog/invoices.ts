import { z } from "zod";
import { formatDay } from "@/lib/messages/format";
import { formatMoney, isPositive, type Money } from "@/lib/messages/money";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { given, links, metrics, who } from "./parts";
import { countIn, type Data, dayIn, moneyIn, textIn, urlIn } from "./read";
import { count, currency, instant, label, money, url } from "./shapes";

const amountOf = (data: Data) => moneyIn(data, "amountDue", "amount", "total");

type Settlement = "draft" | "nothing_due" | "automatic" | "by_customer";

/** How the invoice will be settled, from the sender's billing settings (OCT-11). */
function settlementOf(data: Data, amount: Money | undefined): Settlement {
  if (textIn(data, "status")?.toLowerCase() === "draft") return "draft";
  if (amount && !isPositive(amount)) return "nothing_due";
  const isAutomatic = /auto/i.test(textIn(data, "collection", "collectionMethod") ?? "");
  return isAutomatic || dayIn(data, "chargesOn") !== undefined ? "automatic" : "by_customer";
}

function wording({ customer, data, timeZone, now }: View) {
  const amount = amountOf(data);
  const settlement = settlementOf(data, amount);
  const due = formatDay(dayIn(data, "dueOn", "dueDate", "dueAt"), timeZone, now);
  const charged = formatDay(dayIn(data, "chargesOn"), timeZone, now) ?? due;
  const name = say`${settlement === "draft" ? "Draft invoice" : "Invoice"} for ${who(customer, "a customer")}`;
  const told = say`${name}${given(amount, (money) => `: ${formatMoney(money, "short")}`)}`;
  const lateness = given(due, (day) => ` due ${day}`);
  const endings = {
    draft: {
      headline: say`${told}${lateness}`,
      why: "A draft: it can still change, and nobody has been asked to pay.",
    },
    nothing_due: {
      headline: say`${told}, nothing to pay`,
      why: "Nothing is due: no payment will be attempted.",
    },
    automatic: {
      headline: say`${told}${lateness}`,
      why: `The payment method on file is charged${given(charged, (day) => ` on ${day}`) || " automatically"}.`,
    },
    by_customer: { headline: say`${told}${lateness}`, why: "Awaiting payment by the customer." },
  } as const satisfies Record<Settlement, unknown>;
  return endings[settlement];
}

export const invoices = [
  defineEvent({
    type: "invoice.generated",
    label: "Invoice generated",
    family: "invoices",
    description:
      "An invoice was made for a customer: a draft, one to be charged automatically, or one to be paid by hand.",
    data: z.looseObject({
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
      url,
    }),
    severity: "info",
    wording,
    fields: ({ data, timeZone, now }) => {
      const amount = amountOf(data);
      const start = formatDay(dayIn(data, "periodStart"), timeZone, now);
      const end = formatDay(dayIn(data, "periodEnd"), timeZone, now);
      return metrics({
        Invoice: textIn(data, "number", "invoiceNumber"),
        "Amount due": amount && formatMoney(amount),
        Due: formatDay(dayIn(data, "dueOn", "dueDate", "dueAt"), timeZone, now),
        Period: start && end ? `${start} – ${end}` : undefined,
        Status: textIn(data, "status"),
        Lines: countIn(data, "lineCount"),
      });
    },
    links: ({ customer, data }) =>
      links({
        "Open invoice": urlIn(data, "url", "invoiceUrl", "hostedInvoiceUrl"),
        "Open customer": customer?.url,
      }),
    sample: {
      id: "sample_invoice_generated",
      type: "invoice.generated",
      occurredAt: "2026-11-21T09:00:00Z",
      customer: { id: "cus_acme", name: "Acme", email: "ap@acme.test", url: "https://app.example/c/acme" },
      data: {
        number: "INV-1042",
        amountDue: { amount: "1299.00", currency: "USD" },
        dueOn: "2026-12-01",
        status: "open",
        url: "https://app.example/invoices/1042",
      },
    },
  }),
];
