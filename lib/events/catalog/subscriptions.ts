import { changeOfMoney, directionOf } from "@/lib/messages/change";
import { say } from "@/lib/messages/sentence";
import { purchaseSamples } from "../samples";
import { defineEvent, joining, type View } from "./define";
import { brief, given, graded, metrics, ownerOf, plural, sentences, subject } from "./parts";
import { countIn, type Data, dayIn, flagIn, moneyIn, textIn } from "./read";
import { label, named } from "./shapes";
import {
  briefThing,
  goodTurn,
  planOf,
  priceIn,
  renewalOf,
  sameDayKey,
  storeSettleSeconds,
  subscriptionData,
  subscriptionKey,
  thingOf,
  toldBothWays,
  worthOf,
} from "./subscription-parts";

const nameOf = (data: Data, ...names: string[]) => textIn(data, ...names, "productId", "product", "plan");

/** Senders name the pair as old `productId` and `newProductId`, or as `previousProductId` and new `productId`. */
function newProductOf(data: Data): string | undefined {
  return nameOf(data, "newProductId", "toProductId", "newPlan");
}

function oldProductOf(data: Data): string | undefined {
  const isNewNamed = textIn(data, "newProductId", "toProductId", "newPlan") !== undefined;
  const previous = textIn(data, "previousProductId", "oldProductId", "fromProductId", "previousPlan");
  return previous ?? (isNewNamed ? nameOf(data) : undefined);
}

/** Old and new price or MRR, where the sender has both. */
function pricesOf(data: Data) {
  const from = moneyIn(data, "previousMrr", "previousPrice", "previousAmount");
  const to = moneyIn(data, "mrr", "price", "amount");
  return from && to ? { from, to } : undefined;
}

/** More or fewer seats of the same plan; undefined when another plan is the news. */
function seatsMoved(data: Data): { from: number; to: number } | undefined {
  const [from, to] = [countIn(data, "previousSeats"), countIn(data, "seats", "quantity")];
  if (from === undefined || to === undefined || from === to) return undefined;
  const [old, now] = [oldProductOf(data), newProductOf(data)];
  return old === undefined || old === now ? { from, to } : undefined;
}

function seatsWording(view: View, { from, to }: { from: number; to: number }) {
  const { data, pen } = view;
  const prices = pricesOf(data);
  return {
    headline: say`${subject(view)} ${to > from ? "added" : "gave up"} ${plural(Math.abs(to - from), "seat")} of ${briefThing(data, "their plan")} (${from} → ${to})`,
    why: prices && `${changeOfMoney(pen, prices.from, prices.to)}.`,
  };
}

function changeWording(view: View) {
  const { data, pen } = view;
  const seats = seatsMoved(data);
  if (seats) return seatsWording(view, seats);
  const prices = pricesOf(data);
  const old = given(brief(oldProductOf(data)), (name) => `${name} → `);
  const effective = pen.day(dayIn(data, "effectiveOn", "effectiveAt"));
  return {
    headline: say`${subject(view)} moved ${old}${brief(newProductOf(data)) ?? "to another plan"}`,
    why: sentences(
      prices && `${changeOfMoney(pen, prices.from, prices.to)}.`,
      effective && `It takes effect on ${effective}.`,
    ),
  };
}

function isDownward(data: Data): boolean {
  const [prices, seats] = [pricesOf(data), seatsMoved(data)];
  if (prices) return directionOf(prices.from, prices.to) === "down";
  return seats !== undefined && seats.to < seats.from;
}

const started = defineEvent({
  type: "subscription.started",
  label: "Subscription started",
  family: "subscriptions",
  description: "A customer began to pay for a product or a price plan.",
  data: subscriptionData,
  ...toldBothWays(
    {
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just started a subscription",
      didWith: (product) => `just started a subscription of ${product}`,
      hasRevenue: true,
    },
    {
      severity: "good",
      wording: (view) => ({
        headline: say`${subject(view)} subscribed to ${briefThing(view.data, "a plan")}${worthOf(view)}`,
        why: sentences(
          given(textIn(view.data, "previousPlan"), (previous) => `Moved up from ${previous}.`),
          flagIn(view.data, "isFirst") ? "This is their first subscription." : undefined,
        ),
      }),
      fields: ({ data, pen }) => {
        const [mrr, price] = [moneyIn(data, "mrr"), priceIn(data)];
        return metrics({
          Plan: thingOf(data),
          ...(mrr ? { MRR: pen.money(mrr) } : { Price: price && pen.money(price) }),
          Interval: textIn(data, "interval"),
          Seats: countIn(data, "seats", "quantity"),
          Starts: pen.day(dayIn(data, "startsOn", "startedAt", "effectiveAt")),
          "Trial ends": pen.day(dayIn(data, "trialEndsOn", "trialEndsAt")),
        });
      },
    },
  ),
  story: (view) => goodTurn(view, 3),
  feeds: ["subscriptions", "mrr", "revenue"],
  sample: purchaseSamples.initialPurchase,
});

const renewed = defineEvent({
  type: "subscription.renewed",
  label: "Subscription renewed",
  family: "subscriptions",
  description: "A period ended and the next one was paid.",
  data: subscriptionData,
  ...toldBothWays(
    {
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just renewed their subscription",
      didWith: (product) => `just renewed their subscription of ${product}`,
      hasRevenue: true,
    },
    {
      severity: "good",
      wording: (view) => ({
        headline: say`${subject(view)} renewed ${briefThing(view.data, "their subscription")}${worthOf(view)}`,
      }),
      fields: ({ data, pen }) => {
        const [price, lifetime] = [priceIn(data), moneyIn(data, "lifetimeValue")];
        return metrics({
          Plan: planOf(data) ?? thingOf(data),
          Revenue: price && pen.money(price),
          Renewal: renewalOf(data),
          "Lifetime value": lifetime && pen.money(lifetime),
          "Renews on": pen.day(dayIn(data, "endsOn", "expiresAt", "renewsOn")),
          Store: textIn(data, "store"),
        });
      },
    },
  ),
  story: (view) => goodTurn(view, 3),
  feeds: ["subscriptions", "revenue"],
  sample: purchaseSamples.renewal,
});

const changed = defineEvent({
  type: "subscription.changed",
  label: "Product changed",
  family: "subscriptions",
  description: "A customer moved from one product or plan to another, at once or from the next period.",
  data: subscriptionData.extend({
    newProductId: label,
    previousProductId: label,
    newPlan: named,
    previousPrice: subscriptionData.shape.price,
  }),
  ...toldBothWays(
    {
      mood: "gain",
      emoji: ":smiley_cat:",
      did: "just changed the product of their subscription",
      product: newProductOf,
      didWith: (product, data) =>
        `got a product change${given(oldProductOf(data), (old) => ` from ${old}`)} to ${product}`,
    },
    {
      severity: "info",
      wording: changeWording,
      fields: (view) => {
        const { data, pen } = view;
        const prices = pricesOf(data);
        return metrics({
          From: oldProductOf(data),
          To: newProductOf(data),
          Change: prices && changeOfMoney(pen, prices.from, prices.to),
          Seats: countIn(data, "seats", "quantity"),
          Effective: pen.day(dayIn(data, "effectiveOn", "effectiveAt")),
          Owner: ownerOf(view),
        });
      },
      vary: ({ data }) => (isDownward(data) ? graded("warning") : undefined),
    },
  ),
  story: (view) => {
    // A store sends the renewal or the first purchase that goes with it at the same time (RC-31): one message of that day.
    const subscription = subscriptionKey(view, newProductOf(view.data));
    const key = subscription === undefined ? undefined : (sameDayKey(view, subscription) ?? undefined);
    return joining(key, "resolves", 5, { settleSeconds: storeSettleSeconds });
  },
  feeds: ["subscriptions", "mrr"],
  sample: purchaseSamples.productChange,
});

export const subscriptions = [started, renewed, changed];
