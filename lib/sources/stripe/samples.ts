import type { Sample } from "../sample";
import { invoiceSamples } from "./samples-invoices";
import { paymentSamples } from "./samples-payments";
import { subscriptionSamples } from "./samples-subscriptions";

/** Every type of Stripe's that has a rule here, the variants that are told differently, and one that has none. */
export const stripeSamples: readonly Sample[] = [
  ...subscriptionSamples,
  ...invoiceSamples,
  ...paymentSamples,
];
