import { customerUrlOf, type MapContext, type MappedEvent, type Mapping, unusable } from "../mapping";
import {
  countAt,
  foreignType,
  instantOfText,
  numberAt,
  objectOf,
  type Payload,
  present,
  textAt,
  valueAt,
  within,
} from "../read";

/** Octane's own names of events → ours (OCT-19), and those of its Slack messages (OCT-8…13). */
const canonical: Readonly<Record<string, string>> = {
  "customer.new": "customer.created",
  "customer.created": "customer.created",
  "customer.updated": "customer.updated",
  "customer.update": "customer.updated",
  "customer.payment_gateway_created": "customer.payment_method_added",
  "customer.payment_method.updated": "customer.payment_method_updated",
  "usage.limit_exceeded": "usage.limit_exceeded",
  "subscription.new": "subscription.started",
  "subscription.created": "subscription.started",
  "invoice.new": "invoice.generated",
  "invoice.generated": "invoice.generated",
};

/** `usage.threshold_70`, `usage.limit_threshold_reached`, `usage.90_percent_of_limit` … : a part of a limit is used up. */
const isThreshold = (type: string) => /^usage\..*(?:threshold|percent|\d{2})/.test(type);

/** A payment is tried; whether it went through stands in the data. */
function paymentType(data: Payload): string {
  const status = textAt(data, "status", "payment_status", "result")?.toLowerCase() ?? "";
  const hasFailed = data.success === false || /fail|declin|error|unpaid/.test(status);
  return hasFailed ? "payment.failed" : "payment.succeeded";
}

function typeOf(name: string, data: Payload): string {
  const lower = name.toLowerCase();
  if (Object.hasOwn(canonical, lower)) return canonical[lower] ?? foreignType("octane", name);
  if (/^payment\.(?:attempted|new|updated)$/.test(lower)) return paymentType(data);
  return isThreshold(lower) ? "usage.threshold_reached" : foreignType("octane", name);
}

/** How much of the limit is used, in percent: as it stands, in the event's name, or from the usage itself. */
function percentOf(name: string, data: Payload): number | undefined {
  const stated = numberAt(data, "threshold", "threshold_percent", "percent", "percentage");
  if (stated !== undefined) return stated > 0 && stated <= 1 ? Math.round(stated * 100) : stated;
  const [, named] = /(\d{2,3})/.exec(name) ?? [];
  return named === undefined ? undefined : Number(named);
}

function moneyOf(data: Payload): Record<string, unknown> | undefined {
  const currency = textAt(data, "currency") ?? "USD";
  const amount = textAt(data, "amount_due", "amount", "total", "total_amount_due");
  if (amount === undefined || !/^[A-Za-z]{3}$/.test(currency)) return undefined;
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(amount) ? { amount, currency: currency.toUpperCase() } : undefined;
}

const daysAt = (data: Payload, ...paths: string[]) => instantOfText(textAt(data, ...paths));

function dataOf(name: string, data: Payload, body: unknown): Record<string, unknown> {
  const money = moneyOf(data);
  return present({
    vendor: textAt(data, "vendor_name"),
    plan: textAt(
      data,
      "price_plan_name",
      "price_plan.display_name",
      "price_plan.name",
      "plan_name",
      "price_plan",
    ),
    startsOn: daysAt(data, "subscription_effective_at", "effective_at"),
    subscriptionId: textAt(data, "subscription_uuid", "subscription_id"),
    provider: textAt(data, "payment_provider", "payment_gateway", "payment_gateway_type"),
    method: textAt(data, "payment_method_type", "payment_method"),
    meter: textAt(data, "meter_name", "meter_display_name"),
    labels: Object.keys(objectOf(data.labels)).length > 0 ? data.labels : undefined,
    limit: numberAt(data, "limit"),
    usage: numberAt(data, "usage", "current_usage", "value"),
    percentOfLimit: /^usage\./i.test(name) ? percentOf(name, data) : undefined,
    invoiceId: textAt(data, "invoice_uuid", "invoice_id"),
    invoiceNumber: textAt(data, "invoice_number"),
    number: textAt(data, "invoice_number"),
    amountDue: /^invoice/i.test(name) ? money : undefined,
    amount: /^payment/i.test(name) ? money : undefined,
    dueOn: daysAt(data, "due_date", "due_at"),
    status: textAt(data, "status"),
    reason: textAt(data, "failure_reason", "error_message", "reason"),
    attempt: countAt(data, "attempt", "attempt_number"),
    nextRetryAt: daysAt(data, "next_retry_at", "next_attempt_at"),
    url: within(2_000, textAt(data, "url", "invoice_url")),
    payload: body,
  });
}

/** A customer of Octane is known by its name, which is a code; people call it by its display name. */
function customerOf(data: Payload, context: MapContext): MappedEvent["customer"] {
  const id = within(255, textAt(data, "customer_name", "customer.name", "name"));
  if (id === undefined) return undefined;
  const name = textAt(data, "customer_display_name", "customer.display_name", "display_name");
  const email = textAt(data, "customer_email", "customer.contact_info.email", "contact_info.email");
  return {
    id,
    ...present({ name: within(500, name), email: within(320, email), url: customerUrlOf(context, id) }),
  };
}

/** An Octane webhook (`event_type`, `idempotency_key`, `data`) as our event (OCT-18, OCT-19). */
export function mapOctane(body: unknown, context: MapContext): Mapping {
  const vendorType = textAt(body, "event_type");
  if (vendorType === undefined) return unusable("It has no event_type, so it is not an event of Octane.");
  const data = objectOf(valueAt(body, "data"));
  const vendorId = textAt(body, "idempotency_key") ?? null;
  return {
    status: "event",
    vendorType,
    vendorId,
    id: vendorId,
    event: {
      type: typeOf(vendorType, data),
      occurredAt: instantOfText(textAt(body, "created_at", "event_time", "timestamp")),
      customer: customerOf(data, context),
      data: dataOf(vendorType, data, body),
    },
  };
}
