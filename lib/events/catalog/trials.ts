import { say } from "@/lib/messages/sentence";
import { purchaseSamples } from "../samples";
import { defineEvent, joining, type View } from "./define";
import { given, graded, metrics, ownerOf, plural, sentences, subject } from "./parts";
import { dayIn, flagIn, instantIn, moneyIn, textIn } from "./read";
import { acme, at } from "./samples-of";
import {
  briefThing,
  goodTurn,
  mrrOf,
  priceIn,
  reasonInWords,
  subscriptionData,
  subscriptionKey,
  subscriptionLinks,
  thingOf,
  toldBothWays,
  worthOf,
} from "./subscription-parts";

const endOf = ({ data, pen }: View) =>
  pen.day(dayIn(data, "trialEndsOn", "trialEndsAt", "endsOn", "expiresAt"));

function fields(view: View) {
  const { data, pen } = view;
  const price = moneyIn(data, "mrr") ?? priceIn(data);
  return metrics({
    Plan: thingOf(data),
    Revenue: price && pen.money(price),
    "Trial ends": endOf(view),
    Store: textIn(data, "store"),
    Country: textIn(data, "country"),
    Owner: ownerOf(view),
  });
}

/** Whole days until the trial ends, by the clock. */
function daysLeft({ data, now }: View): number | undefined {
  const end = instantIn(data, "trialEndsOn", "trialEndsAt", "endsOn", "expiresAt");
  const days = end && Math.ceil((end.getTime() - now.getTime()) / 86_400_000);
  return days !== undefined && days >= 0 ? days : undefined;
}

const dayWords = (days: number) => (days === 0 ? "today" : `in ${plural(days, "day")}`);

export const trials = [
  defineEvent({
    type: "trial.started",
    label: "Trial started",
    family: "trials",
    description: "A customer began a free trial. No money has moved.",
    data: subscriptionData,
    ...toldBothWays(
      {
        mood: "gain",
        emoji: ":smiley_cat:",
        did: "just started a free trial",
        didWith: (product) => `just started a free trial of ${product}`,
      },
      {
        severity: "good",
        wording: (view) => ({
          headline: say`${subject(view)} started a trial of ${briefThing(view.data, "a plan")}${given(endOf(view), (day) => `, until ${day}`)}`,
        }),
        fields,
      },
    ),
    // No story: its end is news of its own, not a correction of what was said weeks before.
    feeds: ["trials"],
    sample: purchaseSamples.trialStarted,
  }),
  defineEvent({
    type: "trial.converted",
    label: "Trial converted",
    family: "trials",
    description: "A free trial ended and the customer paid for the first time.",
    data: subscriptionData,
    ...toldBothWays(
      {
        mood: "gain",
        emoji: ":smiley_cat:",
        did: "just converted from a free trial",
        didWith: (product) => `just converted from a free trial of ${product}`,
        hasRevenue: true,
      },
      {
        severity: "good",
        wording: (view) => ({
          headline: say`${subject(view)} converted from trial to ${briefThing(view.data, "a paid plan")}${worthOf(view)}`,
        }),
        fields,
      },
    ),
    story: (view) => goodTurn(view, 4),
    feeds: ["trials", "subscriptions", "mrr", "revenue"],
    sample: purchaseSamples.trialConverted,
  }),
  defineEvent({
    type: "trial.cancelled",
    label: "Trial cancelled",
    family: "trials",
    description:
      "A customer turned renewal off during a free trial, so that it will not become a subscription.",
    data: subscriptionData,
    ...toldBothWays(
      {
        mood: "loss",
        emoji: ":pouting_cat:",
        did: "just cancelled their free trial",
        didWith: (product) => `just cancelled their free trial of ${product}`,
      },
      {
        severity: "warning",
        wording: (view) => ({
          headline: say`${subject(view)} cancelled the trial of ${briefThing(view.data, "a plan")}`,
          why: sentences(
            reasonInWords(view.data),
            given(endOf(view), (day) => `Access ends ${day}.`),
          ),
        }),
        fields,
      },
    ),
    story: (view) => joining(subscriptionKey(view), "opens", 3),
    feeds: ["trials", "churn"],
    sample: purchaseSamples.trialCancelled,
  }),
  defineEvent({
    type: "trial.expiring",
    label: "Trial about to end",
    family: "trials",
    description: "A free trial ends soon, usually in three days.",
    data: subscriptionData,
    severity: "info",
    emoji: ":hourglass_flowing_sand:",
    wording: (view) => ({
      headline: say`${subject(view)}'s trial of ${briefThing(view.data, "a plan")} ends ${given(daysLeft(view), dayWords) || "soon"}${worthOf(view)}`,
      why:
        flagIn(view.data, "hasPaymentMethod") === false
          ? "There is no payment method on file yet."
          : undefined,
    }),
    fields: (view) => {
      const mrr = mrrOf(view);
      return metrics({
        Plan: thingOf(view.data),
        "MRR at stake": mrr && view.pen.money(mrr),
        "Trial ends": endOf(view),
        Owner: ownerOf(view),
      });
    },
    links: subscriptionLinks,
    vary: ({ data }) => (flagIn(data, "hasPaymentMethod") === false ? graded("warning") : undefined),
    story: (view) => joining(subscriptionKey(view), "opens", 2),
    feeds: ["trials"],
    sample: {
      id: "sample_trial_expiring",
      type: "trial.expiring",
      occurredAt: at,
      customer: acme,
      data: {
        subscriptionId: "sub_82",
        plan: "Pro",
        mrr: { amount: "199.00", currency: "USD" },
        trialEndsOn: "2026-11-24T09:00:00Z",
        hasPaymentMethod: false,
      },
    },
  }),
];
