import { reaches } from "@/lib/messages/bounds";
import { isPositive, type Money } from "@/lib/messages/money";
import { say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, joining, type Telling, type View } from "./define";
import { amountOf, dueOf, invoiceData, invoiceKey, invoiceLinks, numberOf, periodOf } from "./invoice-parts";
import { given, graded, metrics, sentences, who } from "./parts";
import { countIn, type Data, dayIn, sizeIn, textIn } from "./read";
import { acme, at } from "./samples-of";

type Settlement = "draft" | "nothing_due" | "automatic" | "by_customer";

/** How the invoice will be settled, from the sender's billing settings (OCT-11). */
function settlementOf(data: Data, amount: Money | undefined): Settlement {
  if (textIn(data, "status")?.toLowerCase() === "draft") return "draft";
  if (amount && !isPositive(amount)) return "nothing_due";
  const isAutomatic = /auto/i.test(textIn(data, "collection", "collectionMethod") ?? "");
  return isAutomatic || dayIn(data, "chargesOn") !== undefined ? "automatic" : "by_customer";
}

const settlement = ({ data }: View) => settlementOf(data, amountOf(data));

function wording(view: View) {
  const { customer, data, pen } = view;
  const amount = amountOf(data);
  const due = dueOf(view);
  const charged = pen.day(dayIn(data, "chargesOn")) ?? due;
  const name = say`${settlement(view) === "draft" ? "Draft invoice" : "Invoice"} for ${who(customer, "a customer")}`;
  const told = say`${name}${given(amount, (money) => `: ${pen.money(money, "short")}`)}`;
  const lateness = given(due, (day) => ` due ${day}`);
  const charging = lateness || given(charged, (day) => `, charged ${day}`);
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
      headline: say`${told}${charging}`,
      why: `The payment method on file is charged${given(charged, (day) => ` on ${day}`) || " automatically"}.`,
    },
    by_customer: { headline: say`${told}${lateness}`, why: "Awaiting payment by the customer." },
  } as const satisfies Record<Settlement, unknown>;
  const { headline, why } = endings[settlement(view)];
  return { headline, why: sentences(isLarge(view) ? "A large invoice." : undefined, why) };
}

function isLarge({ data, bounds }: View): boolean {
  return reaches(amountOf(data), bounds.largeInvoice);
}

function fields(view: View) {
  const { data, pen } = view;
  const amount = amountOf(data);
  return metrics({
    Invoice: numberOf(data),
    "Amount due": amount && pen.money(amount),
    Due: dueOf(view),
    Period: periodOf(view),
    Status: textIn(data, "status"),
    Lines: countIn(data, "lineCount") ?? sizeIn(data, "lines", "lineItems"),
  });
}

const telling = {
  severity: "info",
  wording,
  fields,
  links: invoiceLinks,
  // An invoice that is only drawn up asks for nothing yet, however large.
  vary: (view) => (isLarge(view) && settlement(view) !== "draft" ? graded("warning") : undefined),
} satisfies Partial<Telling> & { vary: (view: View) => Partial<Telling> | undefined };

/** An invoice waits until it is paid or voided; where nothing is due there is nothing to wait for. */
const waiting = (rank: number) => (view: View) =>
  joining(invoiceKey(view.data), settlement(view) === "nothing_due" ? "resolves" : "opens", rank);

const sampleOf = (type: string, data: Record<string, unknown>): SampleEvent => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  customer: acme,
  data: {
    number: "INV-1042",
    amountDue: { amount: "1299.00", currency: "USD" },
    dueOn: "2026-12-01",
    ...data,
    url: "https://app.example/invoices/1042",
  },
});

export const invoices = [
  defineEvent({
    type: "invoice.generated",
    label: "Invoice generated",
    family: "invoices",
    description:
      "An invoice was made for a customer: a draft, one to be charged automatically, or one to be paid by hand.",
    data: invoiceData,
    ...telling,
    story: waiting(1),
    feeds: ["invoices"],
    sample: sampleOf("invoice.generated", { status: "open" }),
  }),
  defineEvent({
    type: "invoice.created",
    label: "Invoice created",
    family: "invoices",
    description:
      "A billing system began an invoice, often as a draft; a store issued one that is to be paid on the web.",
    data: invoiceData,
    ...telling,
    story: waiting(0),
    feeds: ["invoices"],
    sample: sampleOf("invoice.created", {
      status: "draft",
      periodStart: "2026-11-01",
      periodEnd: "2026-11-30",
    }),
  }),
  defineEvent({
    type: "invoice.finalized",
    label: "Invoice finalized",
    family: "invoices",
    description: "A draft became an invoice that can no longer change and is to be paid.",
    data: invoiceData,
    ...telling,
    story: waiting(2),
    feeds: ["invoices"],
    sample: sampleOf("invoice.finalized", {
      status: "open",
      collection: "charge_automatically",
      chargesOn: "2026-11-22",
      lineCount: 4,
    }),
  }),
];
