import { say } from "@/lib/messages/sentence";
import { defineEvent, joining, type View } from "./define";
import { metrics, ownerOf, sentences, subject } from "./parts";
import { dayIn, textIn } from "./read";
import { acme, at } from "./samples-of";
import { instant } from "./shapes";
import {
  briefThing,
  mrrOf,
  reasonInWords,
  subscriptionData,
  subscriptionKey,
  subscriptionLinks,
  thingOf,
  worthOf,
} from "./subscription-parts";

const data = subscriptionData.extend({ resumesOn: instant, previousEndsOn: instant });

const resumeOf = ({ data, pen }: View) => pen.day(dayIn(data, "resumesOn", "resumesAt", "autoResumeAt"));
const endOf = ({ data, pen }: View) => pen.day(dayIn(data, "endsOn", "endsAt", "expiresAt"));

function fields(view: View) {
  const mrr = mrrOf(view);
  return metrics({
    Plan: thingOf(view.data),
    MRR: mrr && view.pen.money(mrr),
    Resumes: resumeOf(view),
    Ends: endOf(view),
    Store: textIn(view.data, "store"),
    Owner: ownerOf(view),
  });
}

const sampleOf = (type: string, data: Record<string, unknown>) => ({
  id: `sample_${type.replace(".", "_")}`,
  type,
  occurredAt: at,
  customer: acme,
  data: { subscriptionId: "sub_81", plan: "Growth", mrr: { amount: "499.00", currency: "USD" }, ...data },
});

export const subscriptionPauses = [
  defineEvent({
    type: "subscription.paused",
    label: "Subscription paused",
    family: "subscriptions",
    description: "A customer asked for a pause, at once or from the end of the period.",
    data,
    severity: "warning",
    emoji: ":double_vertical_bar:",
    wording: (view) => ({
      headline: say`${subject(view)} paused ${briefThing(view.data, "their subscription")}${worthOf(view)}`,
      why: sentences(resumeOf(view) && `It resumes by itself on ${resumeOf(view)}.`),
    }),
    fields,
    links: subscriptionLinks,
    story: (view) => joining(subscriptionKey(view), "opens", 3),
    feeds: ["subscriptions", "churn"],
    sample: sampleOf("subscription.paused", { resumesOn: "2027-01-10" }),
  }),
  defineEvent({
    type: "subscription.resumed",
    label: "Subscription resumed",
    family: "subscriptions",
    description: "A paused subscription runs again.",
    data,
    severity: "good",
    wording: (view) => ({
      headline: say`${subject(view)} is back: ${briefThing(view.data, "their subscription")} resumed${worthOf(view)}`,
    }),
    fields,
    links: subscriptionLinks,
    story: (view) => joining(subscriptionKey(view), "resolves", 5, { ifNotOpen: null }),
    feeds: ["subscriptions"],
    sample: sampleOf("subscription.resumed", {}),
  }),
  defineEvent({
    type: "subscription.extended",
    label: "Subscription extended",
    family: "subscriptions",
    description: "The end of a subscription was pushed out, by the store or by your team.",
    data,
    severity: "info",
    wording: (view) => ({
      headline: say`${subject(view)} has ${briefThing(view.data, "their subscription")} for longer${endOf(view) ? `: until ${endOf(view)}` : ""}`,
      why: reasonInWords(view.data),
    }),
    fields: (view) => {
      const before = view.pen.day(dayIn(view.data, "previousEndsOn", "previousExpiresAt"));
      const [mrr, end] = [mrrOf(view), endOf(view)];
      return metrics({
        Plan: thingOf(view.data),
        MRR: mrr && view.pen.money(mrr),
        Ends: before && end ? `${before} → ${end}` : end,
        Store: textIn(view.data, "store"),
        Owner: ownerOf(view),
      });
    },
    links: subscriptionLinks,
    story: (view) => joining(subscriptionKey(view), "updates", 4, { ifNotOpen: null }),
    feeds: ["subscriptions"],
    sample: sampleOf("subscription.extended", { previousEndsOn: "2026-12-01", endsOn: "2026-12-15" }),
  }),
];
