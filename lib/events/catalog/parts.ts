import type { Field, Link, Span } from "@/lib/messages/message";
import { linked, say, words } from "@/lib/messages/sentence";
import { linkableUrl } from "@/lib/messages/url";
import type { Customer } from "./define";

type Value = string | number | Span | Span[] | undefined;

/** Labelled values in the order written; what is undefined is left out. */
export function metrics(values: Readonly<Record<string, Value>>): Field[] {
  return Object.entries(values).flatMap(([label, value]) =>
    value === undefined ? [] : [{ label, value: say`${value}` }],
  );
}

/** Labelled addresses in the order written; what may not be linked is left out. */
export function links(addresses: Readonly<Record<string, string | undefined>>): Link[] {
  return Object.entries(addresses).flatMap(([label, address]) => {
    const url = linkableUrl(address);
    return url === undefined ? [] : [{ label, url }];
  });
}

/** The customer's label, linked when there is where to; `otherwise` when the event names nobody. */
export function who(customer: Customer | undefined, otherwise: string): Span {
  return customer === undefined ? words(otherwise) : linked(customer.label, customer.url);
}

/** Words around a value, or nothing at all without it: `given(plan, (plan) => \` to ${plan}\`)`. */
export function given<T>(value: T | undefined, phrase: (value: T) => string): string {
  return value === undefined ? "" : phrase(value);
}
