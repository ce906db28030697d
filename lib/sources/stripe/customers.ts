import { customerUrlOf, type MapContext, type MappedEvent } from "../mapping";
import { objectOf, present, textAt, valueAt, within } from "../read";
import { brandOf } from "./brand";
import { dashboardUrl, nothingToTell, type Rule, type StripeEvent } from "./told";

/** Who a Stripe event is about: the customer itself, or the one that an invoice, a charge or a session names (STA-19: the contact). */
export function customerOf({ object, dashboard }: StripeEvent, context: MapContext): MappedEvent["customer"] {
  const isCustomer = textAt(object, "object") === "customer";
  const id = isCustomer ? textAt(object, "id") : textAt(object, "customer", "customer.id");
  const email = textAt(
    object,
    ...(isCustomer ? ["email"] : []),
    "customer_email",
    "evidence.customer_email_address",
    "customer_details.email",
    "receipt_email",
    "billing_details.email",
    "customer.email",
  );
  const name = textAt(
    object,
    ...(isCustomer ? ["name", "business_name", "individual_name"] : []),
    "customer_name",
    "evidence.customer_name",
    "customer_details.name",
    "billing_details.name",
    "customer.name",
  );
  const known = within(255, id ?? email);
  if (known === undefined) return undefined;
  const url = customerUrlOf(context, id) ?? dashboardUrl(dashboard, "customers", id);
  return { id: known, ...present({ name: within(500, name), email: within(320, email), url }) };
}

function dataOf({ object, dashboard }: StripeEvent): Record<string, unknown> {
  return present({
    description: textAt(object, "description"),
    country: textAt(object, "address.country"),
    currency: currencyOf(textAt(object, "currency")),
    dashboardUrl: dashboardUrl(dashboard, "customers", textAt(object, "id")),
  });
}

const currencyOf = (text: string | undefined) =>
  text !== undefined && /^[A-Za-z]{3}$/.test(text) ? text.toUpperCase() : undefined;

/** Fields that Stripe itself keeps up to date, of which nobody wants to be told. */
const housekeeping = new Set([
  "default_source",
  "invoice_settings",
  "next_invoice_sequence",
  "balance",
  "delinquent",
]);

const updated: Rule = (event) => {
  const before = objectOf(event.previous);
  const names = Object.keys(before).filter((name) => !housekeeping.has(name));
  if (names.length === 0) return nothingToTell("Only what Stripe keeps for itself changed.");
  const changes = Object.fromEntries(
    names
      .slice(0, 20)
      .map((name) => [name, { from: before[name] ?? null, to: valueAt(event.object, name) ?? null }]),
  );
  return { type: "customer.updated", data: { ...dataOf(event), changes } };
};

/** What is told of `customer.*` and of saved payment methods. */
export const customerRules: Readonly<Record<string, Rule>> = {
  "customer.created": (event) => ({ type: "customer.created", data: dataOf(event) }),
  "customer.updated": updated,
  "customer.deleted": (event) => ({ type: "customer.deleted", data: dataOf(event) }),
  "payment_method.attached": (event) => ({
    type: "customer.payment_method_added",
    data: present({
      method: brandOf(textAt(event.object, "card.brand", "type")),
      last4: textAt(event.object, "card.last4"),
      provider: "Stripe",
    }),
  }),
};
