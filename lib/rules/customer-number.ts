import { parseMoney } from "@/lib/messages/money";
import { decimalKey, decimalOf } from "@/lib/routing/decimal";
import type { RuleCustomer } from "./observation";

/**
 * A number of a customer by the name of its field (`healthScore`, `mrr`, `attributes.credits`), as canonical decimal text; null where
 * there is none.
 * @param currency of money only the amount in this one; any when left out.
 */
export function customerNumber(
  customer: RuleCustomer | null,
  field: string,
  currency?: string,
): string | null {
  const name = field.replace(/^attributes\./, "");
  const from: unknown = name === field ? customer : customer?.attributes;
  if (typeof from !== "object" || from === null || !Object.hasOwn(from, name)) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(from, name)?.value;
  const money = parseMoney(value);
  if (money && currency !== undefined && money.currency !== currency) return null;
  const read = decimalOf(money ? money.amount : value);
  return read ? decimalKey(read) : null;
}
