import { reaches } from "@/lib/messages/bounds";
import { say } from "@/lib/messages/sentence";
import { purchaseSamples } from "../samples";
import { defineEvent, joining, type Story, type View } from "./define";
import { graded, metrics, ownerOf, sentences, subject } from "./parts";
import { dayIn, moneyIn, textIn } from "./read";
import { acme, at } from "./samples-of";
import {
  briefThing,
  isBillingError,
  mrrOf,
  reasonInWords,
  storeSettleSeconds,
  subscriptionData,
  subscriptionKey,
  thingOf,
  toldBothWays,
  worthOf,
} from "./subscription-parts";

const endOf = ({ data, pen }: View) => pen.day(dayIn(data, "endsOn", "endsAt", "expiresAt"));

/** A customer of value deserves a closer look when they leave. */
const urgentByValue = (view: View) =>
  reaches(mrrOf(view), view.bounds.highValue) ? graded("critical") : undefined;

function fields(view: View) {
  const { data, pen } = view;
  const [mrr, lifetime] = [mrrOf(view), moneyIn(data, "lifetimeValue")];
  return metrics({
    Plan: thingOf(data),
    "MRR lost": mrr && pen.money(mrr),
    Ends: endOf(view),
    "Lifetime value": lifetime && pen.money(lifetime),
    Store: textIn(data, "store"),
    Owner: ownerOf(view),
  });
}

/**
 * The story of an ending: a cancellation opens it, a change of mind or a renewal resolves it, the expiry closes it.
 * What a store sends because a charge failed waits a little for the billing issue, which says it best (RC-31).
 */
function endingStory(view: View, phase: Story["phase"], rank: number): Story | undefined {
  const key = subscriptionKey(view);
  if (isBillingError(view.data))
    return joining(key, phase, Math.min(rank, 3), { settleSeconds: storeSettleSeconds });
  return joining(key, phase, rank, phase === "resolves" ? { ifNotOpen: null } : {});
}

const cancelled = defineEvent({
  type: "subscription.cancelled",
  label: "Subscription cancelled",
  family: "subscriptions",
  description: "A customer turned renewal off, or was refunded. Access may last until the period ends.",
  data: subscriptionData,
  ...toldBothWays(
    {
      mood: "loss",
      emoji: ":crying_cat_face:",
      did: "just cancelled their subscription",
      didWith: (product) => `just cancelled their subscription of ${product}`,
    },
    {
      severity: "warning",
      wording: (view) => ({
        headline: say`${subject(view)} cancelled ${briefThing(view.data, "their subscription")}${worthOf(view)}`,
        why: sentences(reasonInWords(view.data), endOf(view) && `Access ends ${endOf(view)}.`),
      }),
      fields,
      vary: urgentByValue,
    },
  ),
  story: (view) => endingStory(view, "opens", 3),
  feeds: ["subscriptions", "churn", "mrr"],
  sample: purchaseSamples.cancellation,
});

const expired = defineEvent({
  type: "subscription.expired",
  label: "Subscription expired",
  family: "subscriptions",
  description: "A subscription came to its end and access with it.",
  data: subscriptionData,
  ...toldBothWays(
    {
      mood: "loss",
      emoji: ":crying_cat_face:",
      did: "lost access: their subscription expired",
      didWith: (product) => `lost access: their subscription of ${product} expired`,
    },
    {
      severity: "warning",
      wording: (view) => ({
        headline: say`${subject(view)} is gone: ${briefThing(view.data, "their subscription")} expired${worthOf(view)}`,
        why: reasonInWords(view.data),
      }),
      fields,
      vary: urgentByValue,
    },
  ),
  story: (view) => endingStory(view, "resolves", 6),
  feeds: ["subscriptions", "churn", "mrr"],
  sample: {
    id: "sample_subscription_expired",
    type: "subscription.expired",
    occurredAt: at,
    customer: acme,
    data: {
      subscriptionId: "sub_81",
      plan: "Growth",
      mrr: { amount: "499.00", currency: "USD" },
      reason: "UNSUBSCRIBE",
      endsOn: "2026-11-21",
      lifetimeValue: { amount: "11976.00", currency: "USD" },
    },
  },
});

const uncancelled = defineEvent({
  type: "subscription.uncancelled",
  label: "Cancellation taken back",
  family: "subscriptions",
  description: "A customer turned renewal on again before the period ended.",
  data: subscriptionData,
  ...toldBothWays(
    {
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just turned renewal on again",
      didWith: (product) => `just turned renewal on again for ${product}`,
    },
    {
      severity: "good",
      wording: (view) => ({
        headline: say`${subject(view)} stays: ${briefThing(view.data, "their subscription")} renews again${worthOf(view)}`,
        why: "The cancellation was taken back.",
      }),
      fields: (view) => {
        const mrr = mrrOf(view);
        return metrics({
          Plan: thingOf(view.data),
          "MRR kept": mrr && view.pen.money(mrr),
          "Renews on": view.pen.day(dayIn(view.data, "renewsOn", "endsOn", "expiresAt")),
          Owner: ownerOf(view),
        });
      },
    },
  ),
  story: (view) => endingStory(view, "resolves", 5),
  feeds: ["subscriptions", "mrr"],
  sample: {
    id: "sample_subscription_uncancelled",
    type: "subscription.uncancelled",
    occurredAt: at,
    customer: acme,
    data: {
      subscriptionId: "sub_81",
      plan: "Growth",
      mrr: { amount: "499.00", currency: "USD" },
      renewsOn: "2026-12-01",
    },
  },
});

export const subscriptionEndings = [cancelled, uncancelled, expired];
