import { isPositive, type Money } from "@/lib/messages/money";
import { decimalFromText, decimalKey } from "@/lib/routing/decimal";
import { type Data, flagIn, moneyIn, textIn } from "./catalog/read";

/** What an event brings in, or with a minus takes away again. */
type Reading = (data: Data) => Money | undefined;

const charged = (data: Data) => moneyIn(data, "amount", "amountPaid", "amountDue");
const priced = (data: Data) => moneyIn(data, "revenue", "price", "amount");

const negated = (money: Money | undefined): Money | undefined =>
  money && { ...money, amount: money.amount.startsWith("-") ? money.amount : `-${money.amount}` };
const positive = (money: Money | undefined) => (money && isPositive(money) ? money : undefined);
const unsigned = (money: Money | undefined) => money && { ...money, amount: money.amount.replace(/^-/, "") };

/**
 * A subscription's own events count where it was bought in a store, or where they name their revenue: of what is charged by
 * card or by invoice a payment tells.
 */
const inStore: Reading = (data) =>
  textIn(data, "store") !== undefined || moneyIn(data, "revenue") ? positive(priced(data)) : undefined;

const byHand = /\b(?:bank|wire|transfer|cash|che(?:ck|que)|manual|hand|offline)\b/i;

/**
 * An invoice that is paid by a charge is told by the payment as well, and mostly by both; so it counts only where no charge
 * can have told of it: when it says that it was paid by hand.
 */
const outOfBand: Reading = (data) => {
  const isByHand =
    flagIn(data, "paidOutOfBand") === true || byHand.test(textIn(data, "method", "paymentMethod") ?? "");
  return isByHand ? positive(moneyIn(data, "amountPaid", "amountDue", "amount", "total")) : undefined;
};

/** A dispute takes the money away only once it is lost. */
const lost: Reading = (data) =>
  /^(?:lost|accepted)/i.test(textIn(data, "status", "outcome") ?? "") ? negated(charged(data)) : undefined;

/** The events of the catalog that revenue is made of, each sale once: those where money moves. */
const readings = {
  "payment.succeeded": (data) => positive(charged(data)),
  "invoice.paid": outOfBand,
  "purchase.completed": (data) => positive(priced(data)),
  "subscription.started": inStore,
  "subscription.renewed": inStore,
  "trial.converted": inStore,
  "payment.refunded": (data) => negated(charged(data) ?? priced(data)),
  "payment.refund_reversed": (data) => unsigned(charged(data) ?? priced(data)),
  "payment.dispute_closed": lost,
} as const satisfies Record<string, Reading>;

const byType = new Map<string, Reading>(Object.entries(readings));

/** The types that can have an amount. */
export const revenueTypes: readonly string[] = [...byType.keys()];

/** What an event adds to the revenue: an exact decimal, below zero for what goes back; undefined for what is no revenue. */
export function revenueOf({ type, data }: { type: string; data: Data }): Money | undefined {
  const money = byType.get(type)?.(data);
  const decimal = money && decimalFromText(money.amount);
  return decimal && { amount: decimalKey(decimal), currency: money.currency };
}
