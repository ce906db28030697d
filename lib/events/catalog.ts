import { approvals } from "./catalog/approvals";
import { customers } from "./catalog/customers";
import type { EventType } from "./catalog/define";
import { feedback } from "./catalog/feedback";
import { invoices } from "./catalog/invoices";
import { payments } from "./catalog/payments";
import { purchases } from "./catalog/purchases";
import { subscriptions } from "./catalog/subscriptions";
import { tests } from "./catalog/tests";
import { trials } from "./catalog/trials";

export type { EventType } from "./catalog/define";

/**
 * The built-in event types, family by family. Validation, messages, console, previews and samples all follow from an
 * entry; a type that is not here is stored, routable and told generically.
 */
export const catalog: readonly EventType[] = [
  ...customers,
  ...subscriptions,
  ...trials,
  ...purchases,
  ...invoices,
  ...payments,
  ...approvals,
  ...feedback,
  ...tests,
];

const byType: ReadonlyMap<string, EventType> = new Map(catalog.map((entry) => [entry.type, entry]));

/** The entry of a type, or undefined for a type of the sender's own. */
export function findEventType(type: string): EventType | undefined {
  return byType.get(type);
}
