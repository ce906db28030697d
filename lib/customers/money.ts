import { type Money, parseMoney } from "@/lib/messages/money";
import { decimalFromText, decimalKey } from "@/lib/routing/decimal";

/** Money with one text for equal amounts (`129.00` is `129`), so that saying it otherwise is no change. Undefined for what is none. */
export function canonicalMoney(value: unknown): Money | undefined {
  const money = parseMoney(value);
  const decimal = money && decimalFromText(money.amount);
  return decimal && { amount: decimalKey(decimal), currency: money.currency };
}
