import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { customerPage, links, metrics, ownerOf, plural, subject } from "./parts";
import { countIn, dayIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { count, instant, money, url } from "./shapes";
import { mrrOf } from "./subscription-parts";

function whenOf({ data, pen }: View): string {
  const days = countIn(data, "inDays", "days");
  const on = pen.day(dayIn(data, "renewalOn", "renewalDate", "renewsOn"));
  const within = days === undefined ? "soon" : days === 0 ? "today" : `in ${plural(days, "day")}`;
  return on === undefined ? within : `${within}, on ${on}`;
}

export const renewalsAhead = [
  defineEvent({
    type: "customer.renewal_due",
    label: "Renewal ahead",
    family: "customers",
    description:
      "A customer's contract renews in so many days. Bellwire records it by the calendar, where a project asks for it.",
    data: z.looseObject({ renewalOn: instant, inDays: count, mrr: money, url }),
    severity: "info",
    emoji: ":calendar:",
    wording: (view) => ({ headline: say`${subject(view)} renews ${whenOf(view)}` }),
    fields: (view) => {
      const mrr = mrrOf(view);
      return metrics({
        "Renews on": view.pen.day(dayIn(view.data, "renewalOn", "renewalDate", "renewsOn")),
        MRR: mrr && view.pen.money(mrr),
        Owner: ownerOf(view),
      });
    },
    links: (view) => links({ "Open profile": customerPage(view), Open: urlIn(view.data, "url") }),
    feeds: ["customers"],
    sample: {
      id: "sample_customer_renewal_due",
      type: "customer.renewal_due",
      occurredAt: at,
      customer: acme,
      data: { renewalOn: "2026-12-21", inDays: 30, mrr: { amount: "1299.00", currency: "USD" } },
    },
  }),
];
