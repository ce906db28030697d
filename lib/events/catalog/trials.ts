import { purchaseSamples } from "../samples";
import { classicPurchase, purchaseData } from "./classic";
import { defineEvent } from "./define";
import { instant } from "./shapes";

export const trials = [
  defineEvent({
    type: "trial.started",
    label: "Trial started",
    family: "trials",
    description: "A customer began a free trial. No money has moved.",
    data: purchaseData.extend({ trialEndsOn: instant }),
    ...classicPurchase({
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just started a free trial",
      didWith: (product) => `just started a free trial of ${product}`,
    }),
    sample: purchaseSamples.trialStarted,
  }),
  defineEvent({
    type: "trial.converted",
    label: "Trial converted",
    family: "trials",
    description: "A free trial ended and the customer paid for the first time.",
    data: purchaseData,
    ...classicPurchase({
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just converted from a free trial",
      didWith: (product) => `just converted from a free trial of ${product}`,
      hasRevenue: true,
    }),
    sample: purchaseSamples.trialConverted,
  }),
  defineEvent({
    type: "trial.cancelled",
    label: "Trial cancelled",
    family: "trials",
    description:
      "A customer turned renewal off during a free trial, so that it will not become a subscription.",
    data: purchaseData.extend({ trialEndsOn: instant }),
    ...classicPurchase({
      mood: "loss",
      emoji: ":pouting_cat:",
      did: "just cancelled their free trial",
      didWith: (product) => `just cancelled their free trial of ${product}`,
    }),
    sample: purchaseSamples.trialCancelled,
  }),
];
