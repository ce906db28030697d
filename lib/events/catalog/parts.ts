import type { Severity } from "@/db/enums";
import type { Field, Link, Span } from "@/lib/messages/message";
import { cut } from "@/lib/messages/plain";
import { linked, say, words } from "@/lib/messages/sentence";
import { tones } from "@/lib/messages/tone";
import { linkableUrl } from "@/lib/messages/url";
import type { Customer, Telling, View } from "./define";
import { textIn, urlIn } from "./read";

type Value = string | number | Span | Span[] | undefined;

/** Longest name in a subject, so that the number behind it stays in sight. */
const longestName = 40;

/** Labelled values in the order written; what is undefined is left out. */
export function metrics(values: Readonly<Record<string, Value>>): Field[] {
  return Object.entries(values).flatMap(([label, value]) =>
    value === undefined ? [] : [{ label, value: say`${value}` }],
  );
}

/** Labelled addresses in the order written; what may not be linked, or leads to the same page again, is left out. */
export function links(addresses: Readonly<Record<string, string | undefined>>): Link[] {
  const seen = new Set<string>();
  return Object.entries(addresses).flatMap(([label, address]) => {
    const url = linkableUrl(address);
    if (url === undefined || seen.has(url)) return [];
    seen.add(url);
    return [{ label, url }];
  });
}

/** The customer's label, linked when there is where to; `otherwise` when the event names nobody. */
export function who(customer: Customer | undefined, otherwise: string, limit = longestName): Span {
  return customer === undefined ? words(otherwise) : linked(cut(customer.label, limit), customer.url);
}

/** Who it is about, at the start of a subject. */
export function subject({ customer }: View): Span {
  return who(customer, "A customer");
}

/** A name within a subject, short enough to leave room. */
export function brief(name: string | undefined, limit = longestName): string | undefined {
  return name === undefined ? undefined : cut(name, limit);
}

/** Words around a value, or nothing at all without it: `given(plan, (plan) => \` to ${plan}\`)`. */
export function given<T>(value: T | undefined, phrase: (value: T) => string): string {
  return value === undefined ? "" : phrase(value);
}

/** Sentences one after the other, those that have something to say; undefined when none has. */
export function sentences(...said: readonly (string | undefined)[]): string | undefined {
  return said.filter(Boolean).join(" ") || undefined;
}

/** A text as a sentence: with an end. */
export function sentence(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Phrases one after the other, the first few: `Champion left; usage halved.` Undefined when there are none. */
export function phrases(items: readonly string[], most: number): string | undefined {
  return sentence(
    items
      .slice(0, most)
      .map((item) => cut(item, 120).replace(/\.$/, ""))
      .join("; ") || undefined,
  );
}

/** `a, b and 3 more`: the first few of a list. `total` when it is longer than what is at hand. */
export function few(items: readonly string[], most: number, total = items.length): string | undefined {
  if (items.length === 0) return undefined;
  const shown = items.slice(0, most).map((item) => cut(item, 80));
  const rest = total - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

/** `1 day`, `3 days`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Another urgency, with the emoji and the bar that go with it. */
export function graded(severity: Severity): Pick<Telling, "severity" | "emoji" | "color"> {
  const { emoji, color } = tones[severity];
  return { severity, emoji, color };
}

/** The customer's page, by the project's pattern, the event's customer or its data. */
export function customerPage({ customer, data }: View): string | undefined {
  return customer?.url ?? urlIn(data, "customerUrl", "profileUrl");
}

/** Who looks after the customer. */
export function ownerOf({ customer, data }: View): string | undefined {
  return textIn(data, "owner", "ownerName", "ownerEmail", "csmOwner") ?? customer?.owner;
}
