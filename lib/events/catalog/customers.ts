import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import { defineEvent } from "./define";
import { links, metrics, who } from "./parts";
import { textIn, urlIn } from "./read";
import { label, named, url } from "./shapes";

export const customers = [
  defineEvent({
    type: "customer.created",
    label: "Customer created",
    family: "customers",
    description: "A customer was added, by signing up or by your team.",
    data: z.looseObject({ plan: named, source: label, country: label, owner: named, url }),
    severity: "info",
    wording: ({ customer }) => ({ headline: say`New customer: ${who(customer, "name unknown")}` }),
    fields: ({ data }) =>
      metrics({
        Plan: textIn(data, "plan", "planName", "planCode"),
        Source: textIn(data, "source"),
        Country: textIn(data, "country"),
        Owner: textIn(data, "owner", "ownerEmail"),
      }),
    links: ({ customer, data }) =>
      links({ "Open customer": customer?.url ?? urlIn(data, "url", "customerUrl") }),
    sample: {
      id: "sample_customer_created",
      type: "customer.created",
      occurredAt: "2026-11-21T09:00:00Z",
      customer: { id: "cus_acme", name: "Acme", email: "ap@acme.test", url: "https://app.example/c/acme" },
      data: { plan: "Growth", source: "Self-serve", country: "DE", owner: "kim@example.com" },
    },
  }),
];
