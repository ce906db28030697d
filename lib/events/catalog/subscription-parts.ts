import { humanize } from "@/lib/messages/humanize";
import { isPositive } from "@/lib/messages/money";
import { classicPurchase, productOf, purchaseData } from "./classic";
import { joining, type Story, type Telling, type View } from "./define";
import { brief, customerPage, given, graded, links } from "./parts";
import { type Data, moneyIn, numberIn, textIn, urlIn } from "./read";
import { count, flag, instant, label, money, named, url } from "./shapes";

/** What billing systems and app stores say of a subscription. */
export const subscriptionData = purchaseData.extend({
  subscriptionId: label,
  mrr: money,
  interval: label,
  seats: count,
  reason: label,
  startsOn: instant,
  endsOn: instant,
  renewsOn: instant,
  trialEndsOn: instant,
  effectiveOn: instant,
  previousPlan: named,
  previousMrr: money,
  lifetimeValue: money,
  renewalNumber: count,
  isFirst: flag,
  hasPaymentMethod: flag,
  url,
});

/** The plan by its name, or by its code (OCT-9). */
export const planOf = (data: Data) => textIn(data, "plan", "planName", "pricePlan", "planCode", "planId");

/** What the subscription is to: a plan or a product. */
export const thingOf = (data: Data) => planOf(data) ?? productOf(data);

/** The same within a subject, or `otherwise`. */
export const briefThing = (data: Data, otherwise = "a subscription") => brief(thingOf(data)) ?? otherwise;

/** What it is worth a month, by the event or by the customer's profile. */
export const mrrOf = ({ data, customer }: View) => moneyIn(data, "mrr") ?? customer?.mrr;

/** ` ($499 MRR)` or ` ($5.99)`: the number of the subject. */
export function worthOf({ data, pen }: View): string {
  const mrr = moneyIn(data, "mrr");
  if (mrr) return ` (${pen.money(mrr, "short")} MRR)`;
  return given(priceIn(data), (price) => ` (${pen.money(price, "short")})`);
}

/** The price, unless there is none to speak of: zero and refunds are no revenue (RC-21, RC-24). */
export function priceIn(data: Data) {
  const price = moneyIn(data, "price", "revenue", "amount");
  return price && isPositive(price) ? price : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  unsubscribe: "Renewal was turned off by the customer.",
  billing_error: "The payment failed.",
  billing_issue: "The payment failed.",
  payment_failed: "The payment failed.",
  developer_initiated: "It was ended from your side.",
  price_increase: "The customer did not agree to the new price.",
  customer_support: "It was refunded by the store's support.",
  subscription_paused: "It was paused.",
  unknown: "The store gave no reason.",
};

const codeOf = (data: Data) => textIn(data, "reasonCode", "reason", "cancelReason", "expirationReason");

/** Why it ended, in words: the stores' codes as sentences (RC-29), anything else as it was sent. */
export function reasonInWords(data: Data): string | undefined {
  const known = reasons[codeOf(data)?.toLowerCase() ?? ""];
  const reason = textIn(data, "reason", "cancelReason", "expirationReason", "reasonCode");
  if (known !== undefined || reason === undefined) return known;
  return `Reason: ${/^[A-Z0-9_]+$/.test(reason) ? humanize(reason.toLowerCase()) : reason}.`;
}

/** Whether it ended because a charge failed: stores then send several events at once (RC-31). */
export function isBillingError(data: Data): boolean {
  return /billing.?(?:error|issue)|payment.?failed/i.test(codeOf(data) ?? "");
}

/** `subscription:sub_1`, or by customer and product where the sender has no id for it. */
export function subscriptionKey({ data, customer }: View, product = productOf(data)): string | undefined {
  const id = textIn(data, "subscriptionId", "subscription");
  if (id !== undefined) return `subscription:${id}`;
  return customer?.id !== undefined && product !== undefined
    ? `subscription:${customer.id}/${product}`
    : undefined;
}

/** Seconds in which a store's events about one failed charge, or about one change of product, are all in. */
export const storeSettleSeconds = 8;

/**
 * A good turn such as a start or a renewal: it ends a story that stands open (a billing issue, a cancellation). Where none
 * does, it is news by itself, since a subscription's renewals must not become one endless message; only what a store sends
 * about the same subscription on the same day, such as a change of product, belongs to it.
 */
export function goodTurn(view: View, rank: number): Story | undefined {
  const key = subscriptionKey(view);
  return key === undefined ? undefined : joining(key, "resolves", rank, { ifNotOpen: sameDayKey(view, key) });
}

/** The story of one day of a store's subscription; none for a billing system, which sends no pairs. */
export function sameDayKey({ data, occurredAt }: View, key: string): string | null {
  return textIn(data, "productId", "newProductId") === undefined
    ? null
    : `${key}/${occurredAt.toISOString().slice(0, 10)}`;
}

export const subscriptionLinks = (view: View) =>
  links({
    "Open customer": customerPage(view),
    "Open subscription": urlIn(view.data, "url", "subscriptionUrl"),
  });

/** The number of the renewal as people say it. */
export const renewalOf = (data: Data) => numberIn(data, "renewalNumber");

type Standard = Pick<Telling, "severity" | "wording" | "fields"> & {
  links?: Telling["links"];
  vary?: (view: View) => Partial<Telling> | undefined;
};

/** App stores name a product; a billing system names a plan (OCT-9). */
function isPlanned({ data, style }: View): boolean {
  return style === "standard" || (planOf(data) !== undefined && textIn(data, "productId") === undefined);
}

/** A purchase is told as it has always looked when it is a store's, and in the house's layout when it is a plan's. */
export function toldBothWays(
  classic: Parameters<typeof classicPurchase>[0],
  standard: Standard,
): ReturnType<typeof classicPurchase> & { vary: (view: View) => Partial<Telling> | undefined } {
  const { vary, ...told } = standard;
  const plain = {
    layout: "standard",
    links: subscriptionLinks,
    ...graded(standard.severity),
    ...told,
  } as const;
  return {
    ...classicPurchase(classic),
    vary: (view) => (isPlanned(view) ? { ...plain, ...vary?.(view) } : undefined),
  };
}
