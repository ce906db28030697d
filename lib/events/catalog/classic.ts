import { z } from "zod";
import { isPositive } from "@/lib/messages/money";
import { plainText, say } from "@/lib/messages/sentence";
import { purchaseColors } from "@/lib/messages/tone";
import type { Telling, View } from "./define";
import { metrics, who } from "./parts";
import { type Data, moneyIn, textIn } from "./read";
import { currency, instant, label, money, named } from "./shapes";

/** What app stores say of a purchase. */
export const purchaseData = z.looseObject({
  productId: label,
  product: named,
  plan: named,
  price: money,
  currency,
  store: label,
  country: label,
  expiresAt: instant,
});

/** The product by its id or name, whichever the sender has. */
export function productOf(data: Data): string | undefined {
  return textIn(
    data,
    "productId",
    "productIdentifier",
    "product",
    "productName",
    "plan",
    "planName",
    "planCode",
  );
}

/** Anonymous ids of app stores are 47 characters long, and an id is of use only when it is whole. */
const longestName = 120;

function revenueOf({ data, pen }: View): string | undefined {
  const price = moneyIn(data, "price", "revenue", "amount");
  return price && isPositive(price) ? pen.money(price) : undefined;
}

type Deed = {
  mood: "gain" | "loss";
  emoji: string;
  /** What the customer did, for the sentence: `just made a purchase`. */
  did: string;
  /** The same with the product in it, for the push preview: `just purchased 500_coins`. */
  didWith: (product: string, data: Data) => string;
  /** The product that the field names; the one of the event unless the deed knows better. */
  product?: (data: Data) => string | undefined;
  hasRevenue?: boolean;
};

/**
 * Purchase messages as they have always looked (RC-1…RC-9): a cat, a sentence with the linked customer, the product,
 * the revenue. Revenue is left out at zero and below (RC-21, RC-24).
 */
export function classicPurchase(
  deed: Deed,
): Pick<Telling, "severity" | "layout" | "emoji" | "color" | "wording" | "fields" | "links"> {
  const product = deed.product ?? productOf;
  const subjectOf = ({ customer }: View) =>
    customer ? say`Customer ${who(customer, "", longestName)}` : say`A customer`;
  return {
    severity: deed.mood === "gain" ? "good" : "warning",
    layout: "classic",
    emoji: deed.emoji,
    color: purchaseColors[deed.mood],
    wording: (view) => {
      const subject = subjectOf(view);
      const name = product(view.data);
      const done = name === undefined ? deed.did : deed.didWith(name, view.data);
      return { headline: say`${subject} ${deed.did}.`, text: `${plainText(subject)} ${done}` };
    },
    fields: (view) =>
      metrics({ Product: product(view.data), Revenue: deed.hasRevenue ? revenueOf(view) : undefined }),
    links: () => [],
  };
}
