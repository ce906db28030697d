import { alerts } from "./catalog/alerts";
import { approvalEndings } from "./catalog/approval-endings";
import { approvals } from "./catalog/approvals";
import { credits } from "./catalog/credits";
import { customers } from "./catalog/customers";
import type { EventType } from "./catalog/define";
import { engagement } from "./catalog/engagement";
import { feedback } from "./catalog/feedback";
import { health } from "./catalog/health";
import { invoiceEndings } from "./catalog/invoice-endings";
import { invoiceTroubles } from "./catalog/invoice-troubles";
import { invoices } from "./catalog/invoices";
import { milestones } from "./catalog/milestones";
import { opportunities } from "./catalog/opportunities";
import { paymentMethods } from "./catalog/payment-methods";
import { payments } from "./catalog/payments";
import { purchases } from "./catalog/purchases";
import { refunds } from "./catalog/refunds";
import { renewalsAhead } from "./catalog/renewals-ahead";
import { revenue } from "./catalog/revenue";
import { rules } from "./catalog/rules";
import { subscriptionEndings } from "./catalog/subscription-endings";
import { subscriptionPauses } from "./catalog/subscription-pauses";
import { subscriptions } from "./catalog/subscriptions";
import { tests } from "./catalog/tests";
import { trials } from "./catalog/trials";
import { unknowns } from "./catalog/unknowns";
import { usage } from "./catalog/usage";
import { usageChanges } from "./catalog/usage-changes";

export type { EventType } from "./catalog/define";

/**
 * The built-in event types, family by family. Validation, messages, console, previews and samples all follow from an
 * entry; a type that is not here is stored, routable and told generically.
 */
export const catalog: readonly EventType[] = [
  ...customers,
  ...paymentMethods,
  ...milestones,
  ...renewalsAhead,
  ...health,
  ...engagement,
  ...opportunities,
  ...subscriptions,
  ...subscriptionEndings,
  ...subscriptionPauses,
  ...trials,
  ...purchases,
  ...invoices,
  ...invoiceEndings,
  ...invoiceTroubles,
  ...payments,
  ...refunds,
  ...approvals,
  ...approvalEndings,
  ...usage,
  ...usageChanges,
  ...unknowns,
  ...credits,
  ...revenue,
  ...feedback,
  ...alerts,
  ...rules,
  ...tests,
];

const byType: ReadonlyMap<string, EventType> = new Map(catalog.map((entry) => [entry.type, entry]));

/** The entry of a type, or undefined for a type of the sender's own. */
export function findEventType(type: string): EventType | undefined {
  return byType.get(type);
}
