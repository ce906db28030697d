import { z } from "zod";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import { customerPage, given, links, metrics, subject } from "./parts";
import { methodOf } from "./payment-parts";
import { dayIn, textIn } from "./read";
import { acme, at } from "./samples-of";
import { instant, label, named } from "./shapes";

const data = z.looseObject({
  provider: label,
  paymentProvider: label,
  method: named,
  last4: label,
  expiresOn: instant,
});

const providers: Readonly<Record<string, string>> = { stripe: "Stripe", paddle: "Paddle" };

/** The gateway by its own spelling; Octane shouts it (`STRIPE`, OCT-19). */
function providerOf({ data }: View): string | undefined {
  const provider = textIn(data, "provider", "paymentProvider", "gateway");
  return provider && (providers[provider.toLowerCase()] ?? provider);
}

const fields = (view: View) =>
  metrics({
    Provider: providerOf(view),
    Method: methodOf(view.data),
    Expires: view.pen.day(dayIn(view.data, "expiresOn", "expiresAt")),
  });

const customerLinks = (view: View) => links({ "Open customer": customerPage(view) });

export const paymentMethods = [
  defineEvent({
    type: "customer.payment_method_added",
    label: "Payment method added",
    family: "customers",
    description: "A customer can now be charged: a card, an account or a payment gateway was connected.",
    data,
    severity: "good",
    emoji: ":credit_card:",
    wording: (view) => ({
      headline: say`${subject(view)} added a payment method${given(methodOf(view.data) ?? providerOf(view), (method) => `: ${method}`)}`,
    }),
    fields,
    links: customerLinks,
    feeds: ["customers"],
    sample: {
      id: "sample_customer_payment_method_added",
      type: "customer.payment_method_added",
      occurredAt: at,
      customer: acme,
      data: { provider: "STRIPE", method: "Visa", last4: "4242" },
    },
  }),
  defineEvent({
    type: "customer.payment_method_updated",
    label: "Payment method updated",
    family: "customers",
    description: "A customer changed how they pay.",
    data,
    severity: "info",
    emoji: ":credit_card:",
    wording: (view) => ({
      headline: say`${subject(view)} updated their payment method${given(methodOf(view.data) ?? providerOf(view), (method) => `: ${method}`)}`,
    }),
    fields,
    links: customerLinks,
    feeds: ["customers"],
    sample: {
      id: "sample_customer_payment_method_updated",
      type: "customer.payment_method_updated",
      occurredAt: at,
      customer: acme,
      data: { provider: "STRIPE", method: "Mastercard", last4: "4444", expiresOn: "2029-04-30" },
    },
  }),
];
