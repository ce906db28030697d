import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import type { SampleEvent } from "../sample";
import { defineEvent, joining, type View } from "./define";
import {
  brief,
  customerPage,
  given,
  links,
  metrics,
  ownerOf,
  sentence,
  sentences,
  subject,
  who,
} from "./parts";
import { type Data, dayIn, moneyIn, numberIn, shareIn, textIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { instant, label, money, named, quantity, url } from "./shapes";
import { mrrOf } from "./subscription-parts";

const data = z.looseObject({
  opportunityId: label,
  name: label,
  value: money,
  stage: label,
  closesOn: instant,
  owner: named,
  reason: label,
  url,
});

const opportunityLinks = (view: View) =>
  links({ "Open opportunity": urlIn(view.data, "url"), "Open profile": customerPage(view) });

function worthIn({ data, pen }: View, style?: "short"): string | undefined {
  const value = moneyIn(data, "value", "amount", "mrr");
  return value && pen.money(value, style);
}

const fields = (view: View) =>
  metrics({
    Opportunity: textIn(view.data, "name", "title"),
    Value: worthIn(view),
    Stage: textIn(view.data, "stage"),
    Closes: view.pen.day(dayIn(view.data, "closesOn", "closeDate")),
    Owner: ownerOf(view),
  });

const buyer = ({ customer }: View) => who(customer, "a customer");
const nameOf = (data: Data) => given(brief(textIn(data, "name", "title")), (name) => ` for ${name}`);
const worth = (view: View) => given(worthIn(view, "short"), (value) => `: ${value}`);

function story({ data }: View, phase: "opens" | "resolves", rank: number) {
  const id = textIn(data, "opportunityId");
  return joining(id === undefined ? undefined : `opportunity:${id}`, phase, rank);
}

const sampleOf = (type: string, data: Record<string, unknown>): SampleEvent => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  customer: acme,
  data: {
    opportunityId: "opp_7",
    name: "40 more seats",
    value: { amount: "12000.00", currency: "USD" },
    ...data,
    url: "https://app.example/opportunities/7",
  },
});

const usedOf = (data: Data) => shareIn(data, "usageShare", "utilization", "limitUsed");

export const opportunities = [
  defineEvent({
    type: "customer.upsell_ready",
    label: "Ready for more",
    family: "opportunities",
    description: "A customer has nearly outgrown their plan, or does more than ever.",
    data: z.looseObject({
      utilization: quantity,
      plan: named,
      limit: quantity,
      current: quantity,
      mrr: money,
      suggestion: label,
      url,
    }),
    severity: "good",
    emoji: ":chart_with_upwards_trend:",
    wording: (view) => ({
      headline: say`${subject(view)}: ${given(usedOf(view.data), (share) => `${view.pen.percent(share)} of plan limit`) || "ready for a larger plan"}`,
      why: sentences(
        sentence(textIn(view.data, "reason")),
        given(textIn(view.data, "suggestion", "recommendation"), (text) => `Next: ${sentence(text)}`),
      ),
    }),
    fields: (view) => {
      const { data, pen } = view;
      const [current, limit, mrr] = [
        numberIn(data, "current", "usage"),
        numberIn(data, "limit"),
        mrrOf(view),
      ];
      return metrics({
        Plan: textIn(data, "plan", "planName"),
        Usage:
          current === undefined
            ? undefined
            : `${pen.number(current)}${given(limit, (most) => ` of ${pen.number(most)}`)}`,
        MRR: mrr && pen.money(mrr),
        Owner: ownerOf(view),
      });
    },
    links: (view) => links({ "Open profile": customerPage(view) ?? urlIn(view.data, "url") }),
    feeds: ["opportunities", "usage"],
    sample: {
      id: "sample_customer_upsell_ready",
      type: "customer.upsell_ready",
      occurredAt: at,
      customer: acme,
      data: {
        plan: "Growth",
        utilization: 0.92,
        current: 9200,
        limit: 10000,
        suggestion: "Offer Scale before the month ends",
      },
    },
  }),
  defineEvent({
    type: "opportunity.created",
    label: "Opportunity created",
    family: "opportunities",
    description: "Somebody sees a chance to sell more to a customer.",
    data,
    severity: "info",
    emoji: ":seedling:",
    wording: (view) => ({
      headline: say`New opportunity with ${buyer(view)}${worth(view)}${nameOf(view.data)}`,
    }),
    fields,
    links: opportunityLinks,
    story: (view) => story(view, "opens", 1),
    feeds: ["opportunities"],
    sample: sampleOf("opportunity.created", { stage: "Qualified", closesOn: "2027-01-15" }),
  }),
  defineEvent({
    type: "opportunity.won",
    label: "Opportunity won",
    family: "opportunities",
    description: "A customer bought more.",
    data,
    severity: "good",
    emoji: ":tada:",
    wording: (view) => ({ headline: say`Won with ${buyer(view)}${worth(view)}${nameOf(view.data)}` }),
    fields,
    links: opportunityLinks,
    story: (view) => story(view, "resolves", 2),
    feeds: ["opportunities", "mrr"],
    sample: sampleOf("opportunity.won", {}),
  }),
  defineEvent({
    type: "opportunity.lost",
    label: "Opportunity lost",
    family: "opportunities",
    description: "A chance to sell more is gone.",
    data,
    severity: "warning",
    wording: (view) => ({
      headline: say`Lost with ${buyer(view)}${worth(view)}${nameOf(view.data)}`,
      why: sentence(textIn(view.data, "reason", "lossReason")),
    }),
    fields,
    links: opportunityLinks,
    story: (view) => story(view, "resolves", 2),
    feeds: ["opportunities"],
    sample: sampleOf("opportunity.lost", { reason: "No budget this year" }),
  }),
];
