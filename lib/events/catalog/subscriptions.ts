import { formatDay } from "@/lib/messages/format";
import { formatMoney } from "@/lib/messages/money";
import { say } from "@/lib/messages/sentence";
import { tones } from "@/lib/messages/tone";
import { purchaseSamples } from "../samples";
import { classicPurchase, purchaseData } from "./classic";
import { defineEvent, type Telling } from "./define";
import { given, links, metrics, who } from "./parts";
import { type Data, dayIn, moneyIn, textIn, urlIn } from "./read";
import { count, instant, label, money, url } from "./shapes";

const planOf = (data: Data) => textIn(data, "plan", "planName", "pricePlan", "planCode", "planId");

/** A billing system's subscription has a plan, an app store's has a product (OCT-9). */
const planSubscription = {
  severity: "good",
  layout: "standard",
  emoji: tones.good.emoji,
  color: tones.good.color,
  wording: ({ customer, data }) => ({
    headline: say`${who(customer, "A customer")} subscribed to ${planOf(data)}`,
    why: given(textIn(data, "previousPlan"), (previous) => `Moved up from ${previous}.`) || undefined,
  }),
  fields: ({ data, timeZone, now }) => {
    const mrr = moneyIn(data, "mrr", "price", "amount");
    return metrics({
      Plan: planOf(data),
      MRR: mrr && formatMoney(mrr),
      Interval: textIn(data, "interval"),
      Seats: textIn(data, "seats", "quantity"),
      Starts: formatDay(dayIn(data, "startsOn", "startedAt"), timeZone, now),
      "Trial ends": formatDay(dayIn(data, "trialEndsOn", "trialEndsAt"), timeZone, now),
    });
  },
  links: ({ customer, data }) =>
    links({ "Open customer": customer?.url, "Open subscription": urlIn(data, "url", "subscriptionUrl") }),
} satisfies Telling;

export const subscriptions = [
  defineEvent({
    type: "subscription.started",
    label: "Subscription started",
    family: "subscriptions",
    description: "A customer began to pay for a product or a price plan.",
    data: purchaseData.extend({
      mrr: money,
      interval: label,
      seats: count,
      startsOn: instant,
      trialEndsOn: instant,
      previousPlan: label,
      url,
    }),
    ...classicPurchase({
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just started a subscription",
      didWith: (product) => `just started a subscription of ${product}`,
      hasRevenue: true,
    }),
    vary: ({ data }) => (planOf(data) && !textIn(data, "productId") ? planSubscription : undefined),
    sample: purchaseSamples.initialPurchase,
  }),
  defineEvent({
    type: "subscription.renewed",
    label: "Subscription renewed",
    family: "subscriptions",
    description: "A period ended and the next one was paid.",
    data: purchaseData.extend({ renewalNumber: count }),
    ...classicPurchase({
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just renewed their subscription",
      didWith: (product) => `just renewed their subscription of ${product}`,
      hasRevenue: true,
    }),
    sample: purchaseSamples.renewal,
  }),
  defineEvent({
    type: "subscription.cancelled",
    label: "Subscription cancelled",
    family: "subscriptions",
    description: "A customer turned renewal off, or was refunded. Access may last until the period ends.",
    data: purchaseData.extend({ reason: label, endsOn: instant }),
    ...classicPurchase({
      mood: "loss",
      emoji: ":crying_cat_face:",
      did: "just cancelled their subscription",
      didWith: (product) => `just cancelled their subscription of ${product}`,
    }),
    sample: purchaseSamples.cancellation,
  }),
  defineEvent({
    type: "subscription.changed",
    label: "Product changed",
    family: "subscriptions",
    description: "A customer moved from one product or plan to another, at once or from the next period.",
    data: purchaseData.extend({ newProductId: label, previousProductId: label }),
    ...classicPurchase({
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just changed the product of their subscription",
      product: newProductOf,
      didWith: (product, data) =>
        `got a product change${given(oldProductOf(data), (old) => ` from ${old}`)} to ${product}`,
    }),
    sample: purchaseSamples.productChange,
  }),
];

/** Senders name the pair as old `productId` and `newProductId`, or as `previousProductId` and new `productId`. */
function newProductOf(data: Data): string | undefined {
  return textIn(data, "newProductId", "toProductId", "newPlan", "productId", "product", "plan");
}

function oldProductOf(data: Data): string | undefined {
  const isNewNamed = textIn(data, "newProductId", "toProductId", "newPlan") !== undefined;
  const previous = textIn(data, "previousProductId", "oldProductId", "fromProductId", "previousPlan");
  return previous ?? (isNewNamed ? textIn(data, "productId", "product", "plan") : undefined);
}
