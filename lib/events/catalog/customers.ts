import { z } from "zod";
import { changeOfMoney } from "@/lib/messages/change";
import { humanize } from "@/lib/messages/humanize";
import { say, words } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, type View } from "./define";
import {
  customerPage,
  few,
  given,
  links,
  metrics,
  ownerOf,
  sentence,
  sentences,
  subject,
  who,
} from "./parts";
import { type Data, itemsIn, moneyIn, sizeIn, textIn, textsIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { label, list, money, named, url } from "./shapes";

const customerLinks = (view: View) =>
  links({ "Open customer": customerPage(view) ?? urlIn(view.data, "url") });

/** What changed, by the names of the fields. */
function changesOf(data: Data): string[] {
  const changes = data.changes ?? data.changed ?? data.updatedFields;
  const isByName = typeof changes === "object" && changes !== null && !Array.isArray(changes);
  const fields = itemsIn(data, "changes").flatMap((item) => textIn(item, "field", "name") ?? []);
  const listed = fields.length > 0 ? fields : textsIn(data, "changes", "changed", "updatedFields");
  const names = isByName ? Object.keys(changes) : listed;
  return names.slice(0, 20).map((name) => humanize(name, 40).toLowerCase());
}

/** `growth → enterprise`, field by field, where the sender has both values. */
function movesOf(data: Data): Record<string, string | undefined> {
  const moves = itemsIn(data, "changes").flatMap((item) => {
    const [field, from, to] = [textIn(item, "field", "name"), textIn(item, "from"), textIn(item, "to")];
    if (field === undefined || (from === undefined && to === undefined)) return [];
    return [[humanize(field, 40), `${from ?? "nothing"} → ${to ?? "nothing"}`] as const];
  });
  return Object.fromEntries(moves.slice(0, 4));
}

function mrrChange({ data, pen }: View): string | undefined {
  const [from, to] = [moneyIn(data, "previousMrr"), moneyIn(data, "mrr")];
  return from && to ? changeOfMoney(pen, from, to) : to && pen.money(to);
}

const sampleOf = (type: string, data: Record<string, unknown>): SampleEvent => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  customer: acme,
  data,
});

export const customers = [
  defineEvent({
    type: "customer.created",
    label: "Customer created",
    family: "customers",
    description: "A customer was added, by signing up or by your team.",
    data: z.looseObject({ plan: named, source: label, country: label, owner: named, url }),
    severity: "info",
    emoji: ":wave:",
    wording: ({ customer, data }) => ({
      headline: say`New customer: ${who(customer, "name unknown")}`,
      why: given(textIn(data, "createdBy", "via"), (via) => `Created through ${via}.`) || undefined,
    }),
    fields: (view) =>
      metrics({
        Plan: textIn(view.data, "plan", "planName", "planCode"),
        Source: textIn(view.data, "source"),
        Country: textIn(view.data, "country"),
        Owner: ownerOf(view),
      }),
    links: customerLinks,
    feeds: ["customers"],
    sample: sampleOf("customer.created", {
      plan: "Growth",
      source: "Self-serve",
      country: "DE",
      owner: "kim@example.com",
    }),
  }),
  defineEvent({
    type: "customer.updated",
    label: "Customer updated",
    family: "customers",
    description: "Something in a customer's profile changed.",
    data: z.looseObject({
      changes: z.unknown().optional(),
      plan: named,
      mrr: money,
      previousMrr: money,
      owner: named,
      url,
    }),
    severity: "info",
    wording: (view) => ({
      headline: say`${subject(view)} updated${given(few(changesOf(view.data), 3), (changes) => `: ${changes}`)}`,
    }),
    fields: (view) =>
      metrics({
        Changed: few(changesOf(view.data), 6),
        ...movesOf(view.data),
        Plan: textIn(view.data, "plan", "planName"),
        MRR: mrrChange(view),
        Owner: ownerOf(view),
      }),
    links: customerLinks,
    feeds: ["customers", "mrr"],
    sample: sampleOf("customer.updated", {
      changes: [{ field: "tier", from: "growth", to: "enterprise" }],
      previousMrr: { amount: "499.00", currency: "USD" },
      mrr: { amount: "899.00", currency: "USD" },
    }),
  }),
  defineEvent({
    type: "customer.deleted",
    label: "Customer deleted",
    family: "customers",
    description: "A customer was removed from the system that sent it.",
    data: z.looseObject({ reason: label, owner: named }),
    severity: "warning",
    emoji: ":wastebasket:",
    wording: ({ customer, data }) => ({
      headline: say`Customer deleted: ${who(customer, "name unknown")}`,
      why: sentence(textIn(data, "reason")),
    }),
    fields: (view) =>
      metrics({
        Customer: view.customer?.id,
        MRR: mrrChange(view) ?? (given(view.customer?.mrr, (mrr) => view.pen.money(mrr)) || undefined),
        Owner: ownerOf(view),
      }),
    links: customerLinks,
    feeds: ["customers", "churn"],
    sample: sampleOf("customer.deleted", {}),
  }),
  defineEvent({
    type: "customer.transferred",
    label: "Purchases transferred",
    family: "customers",
    description:
      "Purchases and access moved from one customer to another, such as after a restore on a new device.",
    data: z.looseObject({ from: list, to: list, transferredFrom: list, transferredTo: list, store: label }),
    severity: "info",
    emoji: ":arrow_right:",
    wording: ({ customer, data }) => {
      const to = textsIn(data, "to", "transferredTo");
      return {
        headline: say`Purchases moved to ${customer ? who(customer, "") : words(few(to, 1) ?? "another customer")}${given(few(textsIn(data, "from", "transferredFrom"), 1), (from) => ` from ${from}`)}`,
        why: "Access goes with them.",
      };
    },
    fields: ({ data }) =>
      metrics({
        From: few(textsIn(data, "from", "transferredFrom"), 3, sizeIn(data, "from", "transferredFrom")),
        To: few(textsIn(data, "to", "transferredTo"), 3, sizeIn(data, "to", "transferredTo")),
        Store: textIn(data, "store"),
      }),
    links: customerLinks,
    feeds: ["customers"],
    sample: {
      id: "sample_customer_transferred",
      type: "customer.transferred",
      occurredAt: at,
      data: { from: ["12345"], to: ["67890"], store: "App Store" },
    },
  }),
  defineEvent({
    type: "customer.aliased",
    label: "Customers merged",
    family: "customers",
    description: "Two ids turned out to be one customer.",
    data: z.looseObject({ alias: label, aliases: list }),
    severity: "info",
    emoji: ":link:",
    wording: (view) => ({
      headline: say`${subject(view)} is also known as ${few(textsIn(view.data, "alias", "aliases", "newId"), 1) ?? "another id"}`,
      why: sentences("Both ids are one customer from now on."),
    }),
    fields: ({ customer, data }) =>
      metrics({
        Customer: customer?.id,
        "Also known as": few(textsIn(data, "aliases", "alias", "newId"), 5),
      }),
    links: customerLinks,
    feeds: ["customers"],
    sample: sampleOf("customer.aliased", { alias: "$RCAnonymousID:87c6049c58069238dce29853916d624c" }),
  }),
];
