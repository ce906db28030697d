import { purchaseSamples } from "../samples";
import { classicPurchase, purchaseData } from "./classic";
import { defineEvent } from "./define";
import { count } from "./shapes";

export const purchases = [
  defineEvent({
    type: "purchase.completed",
    label: "Purchase completed",
    family: "purchases",
    description: "A customer bought something once, outside any subscription.",
    data: purchaseData.extend({ quantity: count }),
    ...classicPurchase({
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just made a purchase",
      didWith: (product) => `just purchased ${product}`,
      hasRevenue: true,
    }),
    sample: purchaseSamples.nonSubscriptionPurchase,
  }),
];
