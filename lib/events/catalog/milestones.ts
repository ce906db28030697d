import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { brief, customerPage, given, links, metrics, ownerOf, plural, sentence, subject } from "./parts";
import { countIn, dayIn, textIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { count, instant, label, money, named, url } from "./shapes";
import { mrrOf } from "./subscription-parts";

function mrrText(view: View): string | undefined {
  const mrr = mrrOf(view);
  return mrr && view.pen.money(mrr);
}

/** What was reached: years together, or whatever the sender names. */
function milestoneOf({ data }: View): string | undefined {
  const years = countIn(data, "years");
  if (years !== undefined) return `${plural(years, "year")} today`;
  return brief(textIn(data, "milestone", "name", "title", "goal"), 44);
}

export const milestones = [
  defineEvent({
    type: "customer.milestone",
    label: "Milestone reached",
    family: "customers",
    description: "A customer has something to celebrate: an anniversary, or a goal of usage.",
    data: z.looseObject({ milestone: named, years: count, value: label, mrr: money, suggestion: label, url }),
    severity: "good",
    emoji: ":tada:",
    wording: (view) => ({
      headline: say`${subject(view)}: ${milestoneOf(view) ?? "a milestone"}`,
      why: sentence(textIn(view.data, "suggestion", "recommendation")),
    }),
    fields: (view) =>
      metrics({
        Milestone: textIn(view.data, "milestone", "name", "title", "goal"),
        Years: countIn(view.data, "years"),
        Reached: textIn(view.data, "value"),
        MRR: mrrText(view),
        Owner: ownerOf(view),
      }),
    links: (view) => links({ "Open profile": customerPage(view), Open: urlIn(view.data, "url") }),
    feeds: ["customers"],
    sample: {
      id: "sample_customer_milestone",
      type: "customer.milestone",
      occurredAt: at,
      customer: acme,
      data: { years: 2, suggestion: "A good day to say thank you." },
    },
  }),
  defineEvent({
    type: "customer.interaction",
    label: "Interaction logged",
    family: "customers",
    description: "Somebody spoke with a customer: a call, a meeting, a ticket, an e-mail.",
    data: z.looseObject({ kind: label, summary: label, by: named, at: instant, nextStep: label, url }),
    severity: "info",
    emoji: ":speech_balloon:",
    wording: (view) => ({
      headline: say`${subject(view)}: ${brief(textIn(view.data, "kind", "type", "channel")) ?? "interaction"}${given(brief(textIn(view.data, "by", "agent", "author")), (by) => ` with ${by}`)}`,
      why: given(textIn(view.data, "nextStep"), (step) => `Next: ${sentence(step)}`) || undefined,
    }),
    fields: (view) =>
      metrics({
        Summary: textIn(view.data, "summary", "subject", "text", "note"),
        On: view.pen.day(dayIn(view.data, "at", "date")),
        Owner: ownerOf(view),
      }),
    links: (view) =>
      links({ "Open interaction": urlIn(view.data, "url"), "Open profile": customerPage(view) }),
    feeds: ["engagement"],
    sample: {
      id: "sample_customer_interaction",
      type: "customer.interaction",
      occurredAt: at,
      customer: acme,
      data: {
        kind: "Quarterly review",
        by: "Kim Lee",
        summary: "Two more teams want to join in January.",
        nextStep: "Send the offer for 40 seats",
        url: "https://app.example/interactions/9",
      },
    },
  }),
];
