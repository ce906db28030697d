import { type MapContext, type Mapping, unusable } from "../mapping";
import { foreignType, instantOfSeconds, numberAt, objectOf, present, textAt, valueAt } from "../read";
import { customerOf, customerRules } from "./customers";
import { invoiceRules } from "./invoices";
import { paymentRules } from "./payments";
import { subscriptionRules } from "./subscriptions";
import type { Rule, StripeEvent } from "./told";

const rules = new Map<string, Rule>(
  Object.entries({ ...customerRules, ...subscriptionRules, ...invoiceRules, ...paymentRules }),
);

/** What is told of an event that has no rule: what it is about, by its id. */
const foreign: Rule = ({ type, object }) => ({
  type: foreignType("stripe", type),
  data: present({
    objectId: textAt(object, "id"),
    objectKind: textAt(object, "object"),
    status: textAt(object, "status"),
  }),
});

/** Test mode has pages of its own, and so has a connected account (STA-19). */
function dashboardOf(body: unknown): string {
  const account = textAt(body, "account");
  const path = [account, valueAt(body, "livemode") === false ? "test" : undefined].filter(Boolean);
  return ["https://dashboard.stripe.com", ...path].join("/");
}

/** A Stripe event as ours (STA-13, STA-19). What belongs to an invoice is told by the invoice, once. */
export function mapStripe(body: unknown, context: MapContext): Mapping {
  const type = textAt(body, "type");
  const id = textAt(body, "id");
  if (type === undefined || id === undefined) {
    return unusable("It has no id or no type, so it is not an event of Stripe.", type ?? null);
  }
  const event: StripeEvent = {
    id,
    type,
    object: objectOf(valueAt(body, "data.object")),
    previous: objectOf(valueAt(body, "data.previous_attributes")),
    dashboard: dashboardOf(body),
  };
  const told = (rules.get(type) ?? foreign)(event);
  if ("ignored" in told) return { status: "ignored", vendorType: type, vendorId: id, reason: told.ignored };
  return {
    status: "event",
    vendorType: type,
    vendorId: id,
    id: told.sharedId ?? id,
    event: {
      type: told.type,
      occurredAt: instantOfSeconds(numberAt(body, "created")),
      environment: valueAt(body, "livemode") === false ? "sandbox" : "production",
      customer: customerOf(event, context),
      data: { ...told.data, payload: body },
    },
  };
}
