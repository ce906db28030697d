import { say } from "@/lib/messages/sentence";
import { purchaseSamples } from "../samples";
import { classicPurchase, productOf, purchaseData } from "./classic";
import { defineEvent, type View } from "./define";
import { brief, customerPage, given, graded, links, metrics, subject } from "./parts";
import { countIn, dayIn, textIn, textsIn } from "./read";
import { at } from "./samples-of";
import { count, instant, label, list } from "./shapes";
import { priceIn, subscriptionLinks } from "./subscription-parts";

const until = ({ data, pen }: View) => pen.day(dayIn(data, "endsOn", "expiresAt"));
const player = { id: "12345", url: "https://app.example/c/12345" };

const classicPurchaseTelling = classicPurchase({
  mood: "gain",
  emoji: ":smiley_cat:",
  did: "just made a purchase",
  didWith: (product) => `just purchased ${product}`,
  hasRevenue: true,
});

const completed = defineEvent({
  type: "purchase.completed",
  label: "Purchase completed",
  family: "purchases",
  description: "A customer bought something once, outside any subscription.",
  data: purchaseData.extend({ quantity: count }),
  ...classicPurchaseTelling,
  vary: ({ style }) =>
    style === "classic"
      ? undefined
      : {
          ...graded("good"),
          layout: "standard",
          wording: (view) => ({
            headline: say`${subject(view)} bought ${brief(productOf(view.data)) ?? "something"}${given(priceIn(view.data), (price) => ` (${view.pen.money(price, "short")})`)}`,
          }),
          fields: ({ data, pen }) => {
            const price = priceIn(data);
            return metrics({
              Product: productOf(data),
              Revenue: price && pen.money(price),
              Quantity: countIn(data, "quantity"),
              Store: textIn(data, "store"),
              Country: textIn(data, "country"),
            });
          },
          links: subscriptionLinks,
        },
  feeds: ["revenue"],
  sample: purchaseSamples.nonSubscriptionPurchase,
});

const temporary = defineEvent({
  type: "entitlement.temporary",
  label: "Temporary access granted",
  family: "stores",
  description: "A store could not confirm a purchase, so access was given for a day at most.",
  data: purchaseData.extend({ entitlements: list, entitlementIds: list }),
  severity: "info",
  emoji: ":hourglass_flowing_sand:",
  wording: (view) => ({
    headline: say`${subject(view)} got temporary access${given(brief(productOf(view.data)), (product) => ` to ${product}`)}${given(until(view), (day) => ` until ${day}`)}`,
    why: "The store could not confirm the purchase yet. Access ends by itself if it does not.",
  }),
  fields: (view) =>
    metrics({
      Product: productOf(view.data),
      Access: textsIn(view.data, "entitlements", "entitlementIds").slice(0, 5).join(", ") || undefined,
      Until: until(view),
      Store: textIn(view.data, "store"),
    }),
  links: (view) => links({ "Open customer": customerPage(view) }),
  sample: {
    id: "sample_entitlement_temporary",
    type: "entitlement.temporary",
    occurredAt: at,
    customer: player,
    data: {
      productId: "annual",
      entitlements: ["pro"],
      expiresAt: "2026-11-22T09:00:00Z",
      store: "App Store",
    },
  },
});

const enrolled = defineEvent({
  type: "experiment.enrolled",
  label: "Experiment entered",
  family: "stores",
  description: "A customer was enrolled in an experiment. High in volume: route it where that does no harm.",
  data: purchaseData.extend({
    experiment: label,
    experimentId: label,
    variant: label,
    offering: label,
    enrolledAt: instant,
  }),
  severity: "info",
  emoji: ":test_tube:",
  wording: (view) => {
    const experiment = brief(textIn(view.data, "experiment", "experimentName", "experimentId"));
    const variant = textIn(view.data, "variant", "experimentVariant");
    return {
      headline: say`${subject(view)} entered ${experiment ?? "an experiment"}${given(variant, (name) => ` as variant ${name}`)}`,
    };
  },
  fields: ({ data, pen }) =>
    metrics({
      Experiment: textIn(data, "experiment", "experimentName", "experimentId"),
      Variant: textIn(data, "variant", "experimentVariant"),
      Offering: textIn(data, "offering", "offeringId"),
      Enrolled: pen.day(dayIn(data, "enrolledAt")),
    }),
  links: (view) => links({ "Open customer": customerPage(view) }),
  sample: {
    id: "sample_experiment_enrolled",
    type: "experiment.enrolled",
    occurredAt: at,
    customer: player,
    data: { experiment: "annual-first", variant: "b", offering: "paywall_annual" },
  },
});

export const purchases = [completed, temporary, enrolled];
