import type { Environment } from "@/db/enums";
import { customerUrlOf, type MapContext, type MappedEvent, type Mapping, unusable } from "../mapping";
import {
  countAt,
  instantOf,
  listOf,
  numberAt,
  objectOf,
  type Payload,
  present,
  textAt,
  valueAt,
  within,
} from "../read";
import { canonicalType, isRefund } from "./canonical";
import { reasonInWords, storeInWords } from "./words";

/** Six digits are more than any store has; more would only be the noise of binary fractions. */
function decimalOf(value: number): string | undefined {
  if (Math.abs(value) >= 1e15) return undefined;
  const [whole = "0", fraction = ""] = value.toFixed(6).split(".");
  const digits = fraction.replace(/0+$/, "").padEnd(2, "0");
  return `${whole}.${digits}`;
}

/** What was paid, in the customer's currency; in dollars when that is not known (RC-21). */
function priceOf(event: Payload): { amount: string; currency: string } | undefined {
  const currency = textAt(event, "currency");
  const paid = numberAt(event, "price_in_purchased_currency");
  const isKnown = currency !== undefined && /^[A-Za-z]{3}$/.test(currency) && paid !== undefined;
  const value = isKnown ? paid : numberAt(event, "price");
  const amount = value === undefined ? undefined : decimalOf(value);
  if (amount === undefined) return undefined;
  return { amount, currency: isKnown ? currency.toUpperCase() : "USD" };
}

/** What is told as an amount and not as a price: what an invoice asks for, and what a refund gives back or takes again. */
function amountOf(event: Payload) {
  const type = textAt(event, "type");
  if (!isRefund(event) && type !== "INVOICE_ISSUANCE" && type !== "REFUND_REVERSED") return undefined;
  const price = priceOf(event);
  return price && { ...price, amount: price.amount.replace(/^-/, "") };
}

const dateAt = (event: Payload, name: string) => instantOf(numberAt(event, name));

const attributeOf = (event: Payload, name: string) => textAt(event, `subscriber_attributes.${name}.value`);

function attributesOf(event: Payload): Record<string, unknown> | undefined {
  const entries = Object.entries(objectOf(valueAt(event, "subscriber_attributes"))).flatMap(
    ([name, attribute]) => {
      const value = textAt(attribute, "value");
      return value === undefined ? [] : [[name, value] as const];
    },
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Who it is about. A transfer names nobody but those that it goes from and to. */
function customerOf(event: Payload, context: MapContext): MappedEvent["customer"] {
  const found = textAt(event, "app_user_id", "transferred_to.0", "original_app_user_id");
  const id = within(255, found);
  if (id === undefined) return undefined;
  const attributes = attributesOf(event);
  return {
    id,
    ...present({
      name: within(500, attributeOf(event, "$displayName")),
      email: within(320, attributeOf(event, "$email")),
      url: customerUrlOf(context, id),
      attributes,
    }),
  };
}

/** The ids that are the same customer as this one. */
function otherIds(event: Payload): readonly unknown[] {
  const own = textAt(event, "app_user_id");
  return listOf(event.aliases).filter((alias) => alias !== own);
}

/** Fields that only virtual currencies and experiments have (RC-30). */
function rareFields(event: Payload): Record<string, unknown> {
  const adjustments = listOf(event.adjustments);
  return present({
    adjustments: adjustments.length > 0 ? adjustments : undefined,
    productDisplayName: textAt(event, "product_display_name"),
    source: adjustments.length > 0 ? textAt(event, "source") : undefined,
    experiment: textAt(event, "experiment_id"),
    variant: textAt(event, "experiment_variant"),
    enrolledAt: dateAt(event, "enrolled_at_ms"),
    transferredFrom: listOf(event.transferred_from).length > 0 ? event.transferred_from : undefined,
    transferredTo: listOf(event.transferred_to).length > 0 ? event.transferred_to : undefined,
    aliases: textAt(event, "type") === "SUBSCRIBER_ALIAS" ? otherIds(event) : undefined,
  });
}

function dataOf(event: Payload): Record<string, unknown> {
  const cancelReason = textAt(event, "cancel_reason", "expiration_reason");
  const type = textAt(event, "type");
  const endsAt = dateAt(event, "expiration_at_ms");
  return present({
    productId: textAt(event, "product_id"),
    newProductId: textAt(event, "new_product_id"),
    price: type === "TEST" ? undefined : priceOf(event),
    amount: amountOf(event),
    store: storeInWords(textAt(event, "store")),
    country: textAt(event, "country_code"),
    periodType: textAt(event, "period_type")?.toLowerCase(),
    purchasedAt: dateAt(event, "purchased_at_ms"),
    expiresAt: endsAt,
    endsOn: type === "CANCELLATION" || type === "EXPIRATION" ? endsAt : undefined,
    trialEndsOn: textAt(event, "period_type") === "TRIAL" ? endsAt : undefined,
    graceEndsOn: dateAt(event, "grace_period_expiration_at_ms"),
    resumesOn: dateAt(event, "auto_resume_at_ms"),
    // The code, which the catalog has its own words for; of a refund it has none.
    reason: isRefund(event) ? reasonInWords(cancelReason) : cancelReason,
    reasonCode: cancelReason,
    reasonText: reasonInWords(cancelReason),
    renewalNumber: countAt(event, "renewal_number"),
    offerCode: textAt(event, "offer_code"),
    offering: textAt(event, "presented_offering_id", "offering_id"),
    entitlements: listOf(valueAt(event, "entitlement_ids")).length > 0 ? event.entitlement_ids : undefined,
    isFamilyShare: event.is_family_share === true ? true : undefined,
    transactionId: textAt(event, "transaction_id", "virtual_currency_transaction_id"),
    // The same through all of a subscription's renewals, so that what belongs together can be told as one story.
    subscriptionId: textAt(event, "original_transaction_id"),
    message: type === "TEST" ? "RevenueCat's own test event has come in." : undefined,
    ...rareFields(event),
    payload: event,
  });
}

function environmentOf(event: Payload): Environment | undefined {
  const said = textAt(event, "environment", "purchase_environment")?.toUpperCase();
  if (said === "SANDBOX") return "sandbox";
  return said === "PRODUCTION" ? "production" : undefined;
}

/** A RevenueCat webhook (`{ api_version, event }`) as our event (RC-26…RC-31). What we do not know is kept under `data.payload`. */
export function mapRevenueCat(body: unknown, context: MapContext): Mapping {
  const event = objectOf(valueAt(body, "event"));
  const vendorType = textAt(event, "type");
  if (vendorType === undefined) return unusable("It has no event.type, so it is not an event of RevenueCat.");
  const vendorId = textAt(event, "id") ?? null;
  return {
    status: "event",
    vendorType,
    vendorId,
    id: vendorId,
    event: {
      type: canonicalType(vendorType, event),
      occurredAt: instantOf(numberAt(event, "event_timestamp_ms")),
      environment: environmentOf(event),
      customer: customerOf(event, context),
      data: dataOf(event),
    },
  };
}
