import { z } from "zod";
import { isPositive, type Money } from "@/lib/messages/money";
import { say } from "@/lib/messages/sentence";
import { defineEvent, type View } from "./define";
import {
  brief,
  customerPage,
  given,
  graded,
  links,
  metrics,
  ownerOf,
  plural,
  sentence,
  sentences,
  subject,
} from "./parts";
import { type Data, dayIn, itemsIn, moneyIn, numberIn, textIn, urlIn } from "./read";
import { acme, at } from "./samples-of";
import { currency, instant, label, list, money, named, quantity, url } from "./shapes";

const data = z.looseObject({
  balance: z.union([money, quantity]),
  granted: z.union([money, quantity]),
  burnPerDay: z.union([money, quantity]),
  overage: z.union([money, quantity]),
  daysLeft: quantity,
  runsOutOn: instant,
  unit: label,
  url,
});

/** Credit is money or a count of something of the sender's. */
function creditText({ data, pen }: View, style: "short" | "full", ...names: string[]): string | undefined {
  const amount: Money | undefined = moneyIn(data, ...names);
  if (amount) return pen.money(amount, style);
  const count = numberIn(data, ...names);
  return count === undefined
    ? undefined
    : `${pen.number(count)}${given(brief(textIn(data, "unit", "creditName", "creditCode"), 16), (unit) => ` ${unit}`)}`;
}

function daysLeft({ data }: View): number | undefined {
  const sent = numberIn(data, "daysLeft", "daysRemaining");
  if (sent !== undefined) return Math.max(0, Math.floor(sent));
  const [balance, burn] = [numberOf(data, "balance"), numberOf(data, "burnPerDay")];
  return balance !== undefined && burn !== undefined && burn > 0
    ? Math.max(0, Math.floor(balance / burn))
    : undefined;
}

function numberOf(data: Data, name: string): number | undefined {
  const amount = moneyIn(data, name);
  return amount ? Number(amount.amount) : numberIn(data, name);
}

const walletLinks = (view: View) =>
  links({ "View wallet": urlIn(view.data, "url", "walletUrl"), "Open customer": customerPage(view) });

function fields(view: View) {
  return metrics({
    Balance: creditText(view, "full", "balance"),
    Granted: creditText(view, "full", "granted", "total"),
    "Burn per day": creditText(view, "full", "burnPerDay", "dailyBurn"),
    "Days left": daysLeft(view),
    Owner: ownerOf(view),
  });
}

/** Less than this many days of credit leave no time for an invoice to be paid. */
const urgentDays = 3;

const low = defineEvent({
  type: "credits.low",
  label: "Credit running low",
  family: "credits",
  description: "A customer's prepaid credit will be used up soon.",
  data,
  severity: "warning",
  emoji: ":battery:",
  wording: (view) => {
    const [balance, granted] = [
      creditText(view, "short", "balance"),
      creditText(view, "short", "granted", "total"),
    ];
    const runOut = view.pen.day(dayIn(view.data, "runsOutOn", "runsOutAt", "depletesOn"));
    const amount =
      balance === undefined ? "little" : `${balance}${given(granted, (whole) => ` of ${whole}`)}`;
    return {
      headline: say`${subject(view)} has ${amount} credit left`,
      why: sentences(
        given(
          daysLeft(view),
          (days) => `At this pace it lasts ${days === 0 ? "less than a day" : plural(days, "day")}.`,
        ),
        given(runOut, (day) => `It runs out on ${day}.`),
      ),
    };
  },
  fields,
  links: walletLinks,
  vary: (view) => ((daysLeft(view) ?? urgentDays) < urgentDays ? graded("critical") : undefined),
  // No story: the next time that credit runs low is news again, and not every sender tells of a top-up.
  feeds: ["credits"],
  sample: {
    id: "sample_credits_low",
    type: "credits.low",
    occurredAt: at,
    customer: acme,
    data: {
      balance: { amount: "120.00", currency: "USD" },
      granted: { amount: "1000.00", currency: "USD" },
      burnPerDay: { amount: "24.00", currency: "USD" },
      runsOutOn: "2026-11-26",
      url: "https://app.example/c/acme/wallet",
    },
  },
});

const depleted = defineEvent({
  type: "credits.depleted",
  label: "Credit used up",
  family: "credits",
  description: "A customer's usage has gone beyond the prepaid credit.",
  data,
  severity: "critical",
  wording: (view) => ({
    headline: say`${subject(view)} has used up ${creditText(view, "short", "granted", "total") ?? "all"} credit`,
    why: sentences(
      given(creditText(view, "short", "overage"), (amount) => `${amount} went beyond it.`),
      sentence(textIn(view.data, "consequence")),
    ),
  }),
  fields,
  links: walletLinks,
  feeds: ["credits"],
  sample: {
    id: "sample_credits_depleted",
    type: "credits.depleted",
    occurredAt: at,
    customer: acme,
    data: {
      balance: { amount: "0.00", currency: "USD" },
      granted: { amount: "1000.00", currency: "USD" },
      overage: { amount: "18.40", currency: "USD" },
      url: "https://app.example/c/acme/wallet",
    },
  },
});

const adjustedData = z.looseObject({
  amount: z.union([money, quantity]),
  currency: z.union([currency, named]),
  unit: label,
  adjustments: list,
  source: label,
  balance: z.union([money, quantity]),
  product: named,
  productId: label,
});

/** `+100 GEM, -3 LIFE`: each adjustment of a virtual currency (RC-30), or the one amount of a wallet. */
function adjustmentText(view: View): string | undefined {
  const items = itemsIn(view.data, "adjustments").flatMap((item) => {
    const amount = numberIn(item, "amount");
    const unit = textIn(item, "code", "currency");
    return amount === undefined
      ? []
      : [`${signed(view.pen.number(amount), amount >= 0)}${given(unit, (name) => ` ${name}`)}`];
  });
  if (items.length > 0) return items.slice(0, 3).join(", ");
  const amount = moneyIn(view.data, "amount", "adjustment");
  const text = creditText(view, "short", "amount", "adjustment");
  const isUp = amount ? isPositive(amount) : (numberIn(view.data, "amount", "adjustment") ?? 0) >= 0;
  return text && signed(text, isUp);
}

const signed = (text: string, isUp: boolean) => (isUp ? `+${text}` : text);

const sources: Readonly<Record<string, string>> = {
  in_app_purchase: "Bought in the app.",
  admin_api: "Set by your own system.",
};

const adjusted = defineEvent({
  type: "credits.adjusted",
  label: "Credit adjusted",
  family: "credits",
  description: "A balance went up or down: a top-up, a purchase of virtual currency, a correction.",
  data: adjustedData,
  severity: "info",
  emoji: ":coin:",
  wording: (view) => {
    const source = textIn(view.data, "origin", "source", "reason");
    return {
      headline: say`${subject(view)}: ${given(adjustmentText(view), (change) => (moneyIn(view.data, "amount") ? `${change} credit` : change)) || "credit adjusted"}`,
      why: source && (sources[source.toLowerCase()] ?? sentence(source)),
    };
  },
  fields: (view) =>
    metrics({
      Change: adjustmentText(view),
      Balance: creditText(view, "full", "balance", "newBalance"),
      Product: textIn(view.data, "productDisplayName", "product", "productId"),
      Owner: ownerOf(view),
    }),
  links: walletLinks,
  feeds: ["credits"],
  sample: {
    id: "sample_credits_adjusted",
    type: "credits.adjusted",
    occurredAt: at,
    customer: { id: "12345", url: "https://app.example/c/12345" },
    data: {
      adjustments: [{ amount: 500, currency: { code: "COIN", name: "Coins" } }],
      source: "in_app_purchase",
      product: "500 coins",
    },
  },
});

export const credits = [low, depleted, adjusted];
