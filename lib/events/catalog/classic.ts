import { z } from "zod";
import { formatMoney, isPositive } from "@/lib/messages/money";
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

function revenueOf(data: Data): string | undefined {
  const price = moneyIn(data, "price", "revenue", "amount");
  return price && isPositive(price) ? formatMoney(price) : undefined;
}

type Story = {
  mood: "gain" | "loss";
  emoji: string;
  /** What the customer did, for the sentence: `just made a purchase`. */
  did: string;
  /** The same with the product in it, for the push preview: `just purchased 500_coins`. */
  didWith: (product: string, data: Data) => string;
  /** The product that the field names; the one of the event unless the story knows better. */
  product?: (data: Data) => string | undefined;
  hasRevenue?: boolean;
};

/**
 * Purchase messages as they have always looked (RC-1…RC-9): a cat, a sentence with the linked customer, the product,
 * the revenue. Revenue is left out at zero and below (RC-21, RC-24).
 */
export function classicPurchase(
  story: Story,
): Pick<Telling, "severity" | "layout" | "emoji" | "color" | "wording" | "fields" | "links"> {
  const product = story.product ?? productOf;
  const subjectOf = ({ customer }: View) => (customer ? say`Customer ${who(customer, "")}` : say`A customer`);
  return {
    severity: story.mood === "gain" ? "good" : "warning",
    layout: "classic",
    emoji: story.emoji,
    color: purchaseColors[story.mood],
    wording: (view) => {
      const subject = subjectOf(view);
      const name = product(view.data);
      const deed = name === undefined ? story.did : story.didWith(name, view.data);
      return { headline: say`${subject} ${story.did}.`, text: `${plainText(subject)} ${deed}` };
    },
    fields: ({ data }) =>
      metrics({ Product: product(data), Revenue: story.hasRevenue ? revenueOf(data) : undefined }),
    links: () => [],
  };
}
